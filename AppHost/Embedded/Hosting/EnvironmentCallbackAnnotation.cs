namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.EnvironmentCallbackAnnotation: runs when ports and secrets are known.</summary>
internal sealed record EnvironmentCallbackAnnotation(Action<IDictionary<string, string>> Callback) : IResourceAnnotation;
