namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.WaitAnnotation: start after <paramref name="Resource"/> is healthy or complete.</summary>
public sealed record WaitAnnotation(IResource Resource, WaitType WaitType) : IResourceAnnotation;
