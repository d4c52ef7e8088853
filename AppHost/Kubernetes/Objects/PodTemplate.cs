using Faultline.Kubernetes.Profiles;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>The pod of a workload: one container, without privileges (Pod Security Standards, level restricted).</summary>
internal static class PodTemplate
{
    /// <summary>Seconds between being taken out of the Service and the request to stop: what proxies need to notice.</summary>
    private const int SecondsToDrain = 5;

    public const string DataVolume = "data";

    public static V1PodTemplateSpec Of(Workload workload)
    {
        var environment = new ContainerEnvironment(workload);
        return new()
        {
            Metadata = new() { Labels = Labels.Of(workload), Annotations = Annotations(workload, environment) },
            Spec = new()
            {
                ServiceAccountName = workload.Name,
                AutomountServiceAccountToken = false,
                // Variables such as REDIS_PORT=tcp://… of every Service would mix with the graph's own.
                EnableServiceLinks = false,
                TerminationGracePeriodSeconds = workload.Profile.GraceSeconds,
                SecurityContext = PodSecurity(workload.Profile.Identity),
                TopologySpreadConstraints = workload.Profile.Kind == WorkloadKind.Job ? null : [Spread(workload, "kubernetes.io/hostname"), Spread(workload, "topology.kubernetes.io/zone")],
                Containers = [Container(workload, environment)],
                Volumes = [.. Folders(workload).Select(Scratch)],
            },
        };
    }

    private static Dictionary<string, string> Annotations(Workload workload, ContainerEnvironment environment)
    {
        var annotations = new Dictionary<string, string> { ["faultline/config-checksum"] = environment.Checksum };
        if (!workload.HasHealthEndpoints) return annotations;
        annotations["prometheus.io/scrape"] = "true";
        annotations["prometheus.io/port"] = $"{workload.Resource.Bindings["http"].ListeningPort}";
        annotations["prometheus.io/path"] = "/metrics";
        return annotations;
    }

    private static V1Container Container(Workload workload, ContainerEnvironment environment)
    {
        var resources = workload.Profile.Resources;
        var container = new V1Container
        {
            Name = workload.Name,
            Image = workload.Image,
            ImagePullPolicy = "IfNotPresent",
            Command = workload.Resource.Entrypoint is { } entrypoint ? [entrypoint] : null,
            Args = workload.Resource.Arguments.Count > 0 ? [.. workload.Resource.Arguments] : null,
            EnvFrom = [new() { ConfigMapRef = new() { Name = environment.ConfigMapName } }],
            Env = environment.Variables,
            Ports = workload.Bindings.Count == 0 ? null
                : [.. workload.Bindings.Select(binding => new V1ContainerPort { Name = binding.Name, ContainerPort = binding.ListeningPort, Protocol = "TCP" })],
            Resources = new()
            {
                Requests = Quantities(resources.CpuRequest, resources.MemoryRequest),
                Limits = Quantities(resources.CpuLimit, resources.MemoryLimit),
            },
            SecurityContext = new()
            {
                AllowPrivilegeEscalation = false, Privileged = false, ReadOnlyRootFilesystem = true, RunAsNonRoot = true,
                Capabilities = new() { Drop = ["ALL"] }, SeccompProfile = new() { Type = "RuntimeDefault" },
            },
            VolumeMounts = [.. Folders(workload).Select((folder, index) => new V1VolumeMount { Name = ScratchName(index), MountPath = folder })],
        };
        if (workload.Profile.Storage is { } storage) container.VolumeMounts.Add(new() { Name = DataVolume, MountPath = storage.MountPath });
        if (workload.Profile.Kind != WorkloadKind.Job) container.Lifecycle = new() { PreStop = new() { Sleep = new() { Seconds = SecondsToDrain } } };
        Probes.Apply(workload, container);
        return container;
    }

    private static IEnumerable<string> Folders(Workload workload) => ["/tmp", .. workload.Profile.ScratchFolders];

    private static string ScratchName(int index) => $"scratch-{index}";

    private static V1Volume Scratch(string folder, int index) => new()
    {
        Name = ScratchName(index),
        EmptyDir = folder == "/dev/shm" ? new() { Medium = "Memory", SizeLimit = new("256Mi") } : new() { SizeLimit = new("64Mi") },
    };

    private static Dictionary<string, ResourceQuantity> Quantities(string cpu, string memory) => new() { ["cpu"] = new(cpu), ["memory"] = new(memory) };

    private static V1PodSecurityContext PodSecurity(IdentityProfile identity) => new()
    {
        RunAsNonRoot = true, RunAsUser = identity.User, RunAsGroup = identity.Group, FsGroup = identity.Group, FsGroupChangePolicy = "OnRootMismatch",
        SeccompProfile = new() { Type = "RuntimeDefault" },
    };

    private static V1TopologySpreadConstraint Spread(Workload workload, string key) => new()
    {
        // A hint: on a cluster of one node, or with a node away, the pods must still run.
        TopologyKey = key, MaxSkew = 1, WhenUnsatisfiable = "ScheduleAnyway", LabelSelector = new() { MatchLabels = Labels.Selector(workload.Name) },
    };
}
