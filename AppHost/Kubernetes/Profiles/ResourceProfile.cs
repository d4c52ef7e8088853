namespace Faultline.Kubernetes.Profiles;

/// <summary>What a container is promised, and what it may use at most, as Kubernetes quantities.</summary>
/// <param name="CpuRequest">Promised processor time, such as 100m.</param>
/// <param name="MemoryRequest">Promised memory, such as 128Mi.</param>
/// <param name="CpuLimit">Most processor time.</param>
/// <param name="MemoryLimit">Most memory; beyond it the container is ended.</param>
public sealed record ResourceProfile(string CpuRequest, string MemoryRequest, string CpuLimit, string MemoryLimit);
