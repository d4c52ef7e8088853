using k8s.Models;
using Xunit;

namespace Faultline.Kubernetes.Tests;

/// <summary>The rules that hold for every pod.</summary>
public sealed class WorkloadRuleTests
{
    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Container_ThatServes_HasAllThreeProbes(string overlay)
    {
        foreach (var (kind, name, template) in new Deployment(overlay).Pods.Where(pods => pods.Kind != "Job"))
            Assert.All(template.Spec.Containers, container =>
            {
                Assert.True(container.StartupProbe is not null && container.LivenessProbe is not null && container.ReadinessProbe is not null, $"{kind} {name}");
                if (container.LivenessProbe.HttpGet is not { } http) return;
                Assert.Equal(("/health/live", "/health/ready", "HTTP"), (http.Path, container.ReadinessProbe.HttpGet.Path, http.Scheme));
                Assert.Contains(container.Ports, port => port.Name == http.Port.Value);
            });
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Container_Always_HasRequestsAndLimitsThatFit(string overlay)
    {
        foreach (var (_, name, template) in new Deployment(overlay).Pods)
            Assert.All(template.Spec.Containers, container =>
            {
                foreach (var resource in (string[])["cpu", "memory"])
                    Assert.True(container.Resources.Requests[resource].ToDecimal() <= container.Resources.Limits[resource].ToDecimal(), $"{name}: {resource}");
            });
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Pod_Always_MeetsTheRestrictedStandard(string overlay)
    {
        var deployment = new Deployment(overlay);
        Assert.Equal("restricted", deployment.All<V1Namespace>().Single().Metadata.Labels["pod-security.kubernetes.io/enforce"]);
        foreach (var (_, name, template) in deployment.Pods)
        {
            var pod = template.Spec;
            Assert.True(pod.SecurityContext.RunAsNonRoot is true && pod.SecurityContext.RunAsUser > 0 && pod.SecurityContext.FsGroup > 0, name);
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.True(pod.HostNetwork is not true && pod.HostPID is not true && pod.HostIPC is not true);
            Assert.All(pod.Volumes ?? [], volume => Assert.NotNull(volume.EmptyDir?.SizeLimit));
            Assert.All(pod.Containers, container =>
            {
                var security = container.SecurityContext;
                Assert.True(security is { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, RunAsNonRoot: true }, name);
                Assert.Equal(["ALL"], security.Capabilities.Drop);
                Assert.Null(security.Capabilities.Add);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Image_Always_IsPinned(string overlay)
    {
        foreach (var image in new Deployment(overlay).Pods.SelectMany(pods => pods.Template.Spec.Containers).Select(container => container.Image))
        {
            var tag = image[(image.LastIndexOf('/') + 1)..].Split(':', '@').Skip(1).ToList();
            Assert.NotEmpty(tag);
            Assert.DoesNotContain("latest", tag);
            Assert.Matches("[0-9]", tag[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Rollout_Always_KeepsWhatServes(string overlay)
    {
        var deployment = new Deployment(overlay);
        Assert.All(deployment.All<V1Deployment>(), item => Assert.Equal(("0", "1"), (item.Spec.Strategy.RollingUpdate.MaxUnavailable.Value, item.Spec.Strategy.RollingUpdate.MaxSurge.Value)));
        foreach (var (_, _, template) in deployment.Pods.Where(pods => pods.Kind != "Job"))
        {
            var container = template.Spec.Containers.Single();
            Assert.True(container.Lifecycle.PreStop.Sleep.Seconds < template.Spec.TerminationGracePeriodSeconds);
            Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], template.Spec.TopologySpreadConstraints.Select(spread => spread.TopologyKey));
        }
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Pod_Always_CarriesTheChecksumOfItsConfiguration(string overlay)
    {
        var deployment = new Deployment(overlay);
        foreach (var (_, name, template) in deployment.Pods)
        {
            Assert.Matches("^[0-9a-f]{16}$", template.Metadata.Annotations["faultline/config-checksum"]);
            var maps = template.Spec.Containers.Single().EnvFrom.Select(source => source.ConfigMapRef.Name);
            Assert.All(maps, map => Assert.Contains(deployment.All<V1ConfigMap>(), item => item.Metadata.Name == map));
            Assert.Contains(deployment.All<V1ServiceAccount>(), account => account.Metadata.Name == template.Spec.ServiceAccountName && account.AutomountServiceAccountToken is false);
            Assert.NotEmpty(name);
        }
    }

    [Theory]
    [InlineData("timescaledb")]
    [InlineData("redis")]
    [InlineData("collector")]
    public void Disk_OfWhatMustNotForget_OutlivesThePod(string name)
    {
        var deployment = new Deployment("production");
        var set = deployment.All<V1StatefulSet>().Single(item => item.Metadata.Name == name);
        var service = deployment.All<V1Service>().Single(item => item.Metadata.Name == set.Spec.ServiceName);
        Assert.Equal("None", service.Spec.ClusterIP);
        var claim = Assert.Single(set.Spec.VolumeClaimTemplates);
        Assert.Contains(set.Spec.Template.Spec.Containers.Single().VolumeMounts, mount => mount.Name == claim.Metadata.Name);
        Assert.Equal("Retain", set.Spec.PersistentVolumeClaimRetentionPolicy.WhenDeleted);
    }

    [Fact]
    public void Spool_InTheCollectorsVolume_IsWhereTheCollectorWrites()
    {
        var collector = new Deployment("production");
        var folder = collector.All<V1ConfigMap>().Single(map => map.Metadata.Name == "collector-environment").Data["Faultline__SpoolFolder"];
        var mount = collector.All<V1StatefulSet>().Single(set => set.Metadata.Name == "collector").Spec.Template.Spec.Containers.Single().VolumeMounts.Single(mount => mount.Name == "data");
        Assert.StartsWith(mount.MountPath + "/", folder, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulator_OnlyOnASingleNode_IsDeployed()
    {
        Assert.Contains(new Deployment("single-node").All<V1Deployment>(), item => item.Metadata.Name == "simulator");
        Assert.DoesNotContain("simulator", Faultline.Kubernetes.Output.Yaml.OfObjects(new Deployment("production").Objects), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Production_WhatScales_HasAutoscalerAndEverythingABudget()
    {
        var production = new Deployment("production");
        Assert.Equal(["diagnostics-api", "gateway", "scorer"], production.All<V2HorizontalPodAutoscaler>().Select(item => item.Spec.ScaleTargetRef.Name).Order());
        Assert.All(production.All<V2HorizontalPodAutoscaler>(), item =>
        {
            Assert.True(item.Spec.MinReplicas >= 2);
            Assert.Null(production.All<V1Deployment>().Single(target => target.Metadata.Name == item.Spec.ScaleTargetRef.Name).Spec.Replicas);
        });
        foreach (var (_, name, template) in production.Pods.Where(pods => pods.Kind != "Job"))
            Assert.True(production.All<V1PodDisruptionBudget>().Count(budget => Deployment.Matches(budget.Spec.Selector.MatchLabels, template.Metadata.Labels)) == 1, name);
    }

    [Fact]
    public void Migration_OfAnotherImage_IsAnotherJob()
    {
        static string Name(string version) => Objects.DeploymentObjects.Of(Deployment.Manifest, Profiles.KubernetesProfile.Base with { Version = version })
            .Select(item => item.Object).OfType<V1Job>().Single().Metadata.Name;
        Assert.NotEqual(Name("1.0.0"), Name("1.0.1"));
        Assert.Equal(Name("1.0.0"), Name("1.0.0"));
    }
}
