namespace Faultline.Kubernetes.Profiles;

/// <summary>The disk of each pod of a workload.</summary>
/// <param name="Size">Kubernetes quantity, such as 20Gi.</param>
/// <param name="MountPath">Where the container finds it.</param>
/// <param name="StorageClass">Class of the cluster; null for its default.</param>
public sealed record StorageProfile(string Size, string MountPath, string? StorageClass = null);
