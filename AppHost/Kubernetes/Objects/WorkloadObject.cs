using System.Security.Cryptography;
using System.Text;
using Faultline.Kubernetes.Profiles;
using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>The object that makes pods.</summary>
internal static class WorkloadObject
{
    public static IKubernetesObject<V1ObjectMeta> Of(Workload workload) => workload.Profile.Kind switch
    {
        WorkloadKind.Deployment => Deployment(workload),
        WorkloadKind.StatefulSet => StatefulSet(workload),
        _ => Job(workload),
    };

    /// <summary>Name of the headless Service that gives a StatefulSet's pods their names.</summary>
    public static string HeadlessName(Workload workload) => workload.Name + "-headless";

    private static V1Deployment Deployment(Workload workload) => new()
    {
        ApiVersion = $"{V1Deployment.KubeGroup}/{V1Deployment.KubeApiVersion}", Kind = V1Deployment.KubeKind, Metadata = Metadata.Of(workload),
        Spec = new()
        {
            // With an autoscaler the number is its own: applying the manifest again must not set it back.
            Replicas = workload.Profile.Autoscaling is null ? workload.Profile.Replicas : null,
            RevisionHistoryLimit = 5,
            ProgressDeadlineSeconds = 300,
            Selector = new() { MatchLabels = Labels.Selector(workload.Name) },
            Strategy = new() { Type = "RollingUpdate", RollingUpdate = new() { MaxUnavailable = 0, MaxSurge = 1 } },
            Template = PodTemplate.Of(workload),
        },
    };

    private static V1StatefulSet StatefulSet(Workload workload) => new()
    {
        ApiVersion = $"{V1StatefulSet.KubeGroup}/{V1StatefulSet.KubeApiVersion}", Kind = V1StatefulSet.KubeKind, Metadata = Metadata.Of(workload),
        Spec = new()
        {
            Replicas = workload.Profile.Replicas,
            RevisionHistoryLimit = 5,
            ServiceName = HeadlessName(workload),
            Selector = new() { MatchLabels = Labels.Selector(workload.Name) },
            UpdateStrategy = new() { Type = "RollingUpdate" },
            PersistentVolumeClaimRetentionPolicy = new() { WhenDeleted = "Retain", WhenScaled = "Retain" },
            Template = PodTemplate.Of(workload),
            VolumeClaimTemplates = workload.Profile.Storage is { } storage ? [Claim(workload, storage)] : null,
        },
    };

    private static V1PersistentVolumeClaim Claim(Workload workload, StorageProfile storage) => new()
    {
        ApiVersion = V1PersistentVolumeClaim.KubeApiVersion, Kind = V1PersistentVolumeClaim.KubeKind,
        Metadata = new() { Name = PodTemplate.DataVolume, Labels = Labels.Selector(workload.Name) },
        Spec = new()
        {
            AccessModes = ["ReadWriteOnce"], StorageClassName = storage.StorageClass,
            Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new(storage.Size) } },
        },
    };

    /// <summary>A Job cannot be changed: its name carries a hash of what it does, so that another version is another Job.</summary>
    private static V1Job Job(Workload workload)
    {
        var template = PodTemplate.Of(workload);
        template.Spec.RestartPolicy = "Never";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KubernetesJson.Serialize(template))))[..8];
        return new()
        {
            ApiVersion = $"{V1Job.KubeGroup}/{V1Job.KubeApiVersion}", Kind = V1Job.KubeKind, Metadata = Metadata.Of(workload, $"{workload.Name}-{hash}"),
            Spec = new() { BackoffLimit = 4, ActiveDeadlineSeconds = 900, TtlSecondsAfterFinished = 86400, Template = template },
        };
    }
}
