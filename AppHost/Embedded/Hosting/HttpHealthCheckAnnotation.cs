namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.HealthCheckAnnotation with the HTTP check behind it: GET path answers 200.</summary>
internal sealed record HttpHealthCheckAnnotation(string Path) : IResourceAnnotation;
