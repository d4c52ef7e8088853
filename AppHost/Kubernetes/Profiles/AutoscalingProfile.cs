namespace Faultline.Kubernetes.Profiles;

/// <summary>Between how many pods a workload scales, and at what processor use.</summary>
/// <param name="Minimum">At least 2, so that one may go.</param>
/// <param name="Maximum">At most.</param>
/// <param name="CpuPercent">Use of the requested processor time that more pods are added above.</param>
public sealed record AutoscalingProfile(int Minimum, int Maximum, int CpuPercent);
