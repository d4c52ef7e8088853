using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Profiles;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>The way in from outside, over TLS.</summary>
internal static class IngressObject
{
    public static V1Ingress Of(Workload workload, ManifestBinding binding, IngressProfile ingress)
    {
        var metadata = Metadata.Of(workload);
        metadata.Annotations = new Dictionary<string, string>
        {
            ["nginx.ingress.kubernetes.io/ssl-redirect"] = "true",
            // The live hub is a WebSocket that stays open for a shift; the default would cut it after 60 s of silence.
            ["nginx.ingress.kubernetes.io/proxy-read-timeout"] = "3600",
            ["nginx.ingress.kubernetes.io/proxy-send-timeout"] = "3600",
            // The gateway's own limit, which is the scorer's largest batch.
            ["nginx.ingress.kubernetes.io/proxy-body-size"] = "32m",
        };
        return new()
        {
            ApiVersion = $"{V1Ingress.KubeGroup}/{V1Ingress.KubeApiVersion}", Kind = V1Ingress.KubeKind, Metadata = metadata,
            Spec = new()
            {
                IngressClassName = ingress.ClassName,
                Tls = [new() { Hosts = [ingress.Host], SecretName = ingress.TlsSecret }],
                Rules =
                [
                    new()
                    {
                        Host = ingress.Host,
                        Http = new()
                        {
                            Paths = [new() { Path = "/", PathType = "Prefix", Backend = new() { Service = new() { Name = workload.Name, Port = new() { Name = binding.Name } } } }],
                        },
                    },
                ],
            },
        };
    }
}
