namespace Faultline.Kubernetes.Profiles;

/// <summary>What a workload is in the cluster.</summary>
public enum WorkloadKind
{
    /// <summary>Pods without a disk of their own; any number.</summary>
    Deployment,

    /// <summary>Pods with a name and a disk each.</summary>
    StatefulSet,

    /// <summary>Runs to completion.</summary>
    Job,
}
