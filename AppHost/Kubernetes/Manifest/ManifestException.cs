namespace Faultline.Kubernetes.Manifest;

/// <summary>The manifest, or its profile, cannot become Kubernetes objects; the message names the resource.</summary>
public sealed class ManifestException(string message) : Exception(message);
