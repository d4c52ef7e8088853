namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.EnvironmentCallbackAnnotation: sets variables whose values may be known later.</summary>
internal sealed record EnvironmentCallbackAnnotation(Action<IDictionary<string, ReferenceExpression>> Callback) : IResourceAnnotation;
