namespace Faultline.Kubernetes.Profiles;

/// <summary>What a manifest does not say about one of its workloads.</summary>
public sealed record WorkloadProfile
{
    /// <summary>What it is in the cluster.</summary>
    public WorkloadKind Kind { get; init; } = WorkloadKind.Deployment;

    /// <summary>Pods, from 1; the starting point where <see cref="Autoscaling"/> is given.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Processor and memory.</summary>
    public required ResourceProfile Resources { get; init; }

    /// <summary>Who it runs as.</summary>
    public IdentityProfile Identity { get; init; } = IdentityProfile.DotNet;

    /// <summary>Its disk, or null.</summary>
    public StorageProfile? Storage { get; init; }

    /// <summary>Null for a fixed number of pods.</summary>
    public AutoscalingProfile? Autoscaling { get; init; }

    /// <summary>Folders besides /tmp that it writes to and that need not outlive it.</summary>
    public IReadOnlyList<string> ScratchFolders { get; init; } = [];

    /// <summary>Variables besides those of the manifest.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Command that tells whether a server without HTTP answers; null where the health endpoints tell.</summary>
    public IReadOnlyList<string>? ReadyCommand { get; init; }

    /// <summary>What may pass between the request to stop and the end, in seconds.</summary>
    public int GraceSeconds { get; init; } = 45;
}
