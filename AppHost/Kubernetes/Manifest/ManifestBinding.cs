using System.Text.Json;

namespace Faultline.Kubernetes.Manifest;

/// <summary>An endpoint of a resource.</summary>
/// <param name="Name">Such as http, tcp, modbus.</param>
/// <param name="Scheme">Of its URL.</param>
/// <param name="ListeningPort">Port inside the container.</param>
/// <param name="ServicePort">Port that others reach it by.</param>
/// <param name="IsExternal">Meant for people outside the cluster.</param>
public sealed record ManifestBinding(string Name, string Scheme, int ListeningPort, int ServicePort, bool IsExternal)
{
    /// <summary>
    /// Where the manifest leaves a project's port to the deployment: 8080, which .NET's container images listen on since .NET 8, and which a user without
    /// privileges may open.
    /// </summary>
    public const int DefaultHttpPort = 8080;

    internal static ManifestBinding Read(string name, JsonElement json)
    {
        var target = Number(json, "targetPort") ?? DefaultHttpPort;
        return new(name, json.GetProperty("scheme").GetString()!, target, Number(json, "port") ?? target,
            json.TryGetProperty("external", out var external) && external.GetBoolean());
    }

    private static int? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : null;
}
