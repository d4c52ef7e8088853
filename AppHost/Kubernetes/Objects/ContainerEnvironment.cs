using System.Security.Cryptography;
using System.Text;
using Faultline.Kubernetes.Manifest;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>
/// A workload's variables, parted into what may be read by anybody (a ConfigMap) and what holds a secret (references to one Secret). A text with a
/// secret inside it, such as a connection string, is put together by the kubelet.
/// </summary>
internal sealed class ContainerEnvironment
{
    private readonly Workload _workload;
    private readonly SortedDictionary<string, string> _plain = new(StringComparer.Ordinal);
    private readonly List<V1EnvVar> _withSecrets = [];
    private readonly SortedSet<string> _parts = new(StringComparer.Ordinal);

    public ContainerEnvironment(Workload workload)
    {
        _workload = workload;
        var expression = new Expression(workload.Manifest);
        foreach (var (name, text) in workload.Resource.Environment) Add(name, expression.Resolve(text));
        foreach (var (name, value) in workload.Profile.Environment) _plain[name] = value;
        if (workload.Resource.IsProject) AddLogging();
    }

    /// <summary>Name of the ConfigMap.</summary>
    public string ConfigMapName => _workload.Name + "-environment";

    /// <summary>The ConfigMap.</summary>
    public V1ConfigMap ConfigMap => new()
    {
        ApiVersion = V1ConfigMap.KubeApiVersion, Kind = V1ConfigMap.KubeKind, Metadata = Metadata.Of(_workload, ConfigMapName), Data = _plain,
    };

    /// <summary>Changes whenever the ConfigMap does, so that pods are replaced then (SHA-256, 16 hexadecimal digits).</summary>
    public string Checksum
    {
        get
        {
            var text = string.Join('\n', _plain.Select(pair => $"{pair.Key}={pair.Value}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        }
    }

    /// <summary>Variables of the container besides those of the ConfigMap; parts stand before what they are part of, as expansion needs.</summary>
    public IList<V1EnvVar> Variables =>
    [
        .. _parts.Select(secret => FromSecret(Expression.VariableOf(secret), secret)),
        .. _withSecrets,
        .. _workload.Resource.IsProject ? Identity() : [],
    ];

    private void Add(string name, ResolvedText text)
    {
        if (text.Edges.Any(edge => !_workload.Deployment.Workloads.ContainsKey(edge.Resource))) return;
        if (text.OnlySecret is { } secret)
        {
            _withSecrets.Add(FromSecret(name, secret));
        }
        else if (text.Secrets.Count > 0)
        {
            _parts.UnionWith(text.Secrets);
            _withSecrets.Add(new() { Name = name, Value = text.Text });
        }
        else
        {
            _plain[name] = text.Text;
        }
    }

    private V1EnvVar FromSecret(string name, string secret) => new()
    {
        Name = name,
        ValueFrom = new() { SecretKeyRef = new() { Name = _workload.Deployment.SecretName, Key = secret } },
    };

    /// <summary>One JSON object a line on standard output, with the trace and span of what was being done.</summary>
    private void AddLogging()
    {
        _plain["Logging__Console__FormatterName"] = "json";
        _plain["Logging__Console__FormatterOptions__IncludeScopes"] = "true";
        _plain["Logging__Console__FormatterOptions__TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ";
        _plain["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true";
        _plain["OTEL_SERVICE_NAME"] = _workload.Name;
        // The image brings no diagnostics client, and its socket would need one.
        _plain["DOTNET_EnableDiagnostics"] = "0";
    }

    private IEnumerable<V1EnvVar> Identity() =>
    [
        new() { Name = "POD_NAME", ValueFrom = new() { FieldRef = new() { FieldPath = "metadata.name" } } },
        new()
        {
            Name = "OTEL_RESOURCE_ATTRIBUTES",
            Value = $"service.namespace={Labels.Application},service.version={_workload.Deployment.Version},service.instance.id=$(POD_NAME)",
        },
    ];
}
