using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>The routes of devices, their versions, and the certificates of OPC UA servers.</summary>
public sealed class DevicesApi(ApiTransport transport)
{
    private const string Json = "application/json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>All devices and how they stand.</summary>
    public Task<IReadOnlyList<DeviceInfo>> ListAsync() => transport.GetAsync<IReadOnlyList<DeviceInfo>>("api/devices");

    /// <summary>One device with its tags.</summary>
    public Task<DeviceConfiguration> FindAsync(string id) => transport.GetAsync<DeviceConfiguration>(PathOf(id));

    /// <summary>One device with its tags as a JSON document to edit.</summary>
    public async Task<string> DocumentAsync(string id)
    {
        using var document = JsonDocument.Parse(await transport.GetTextAsync(PathOf(id)));
        return JsonSerializer.Serialize(document.RootElement, Indented);
    }

    /// <summary>Adds a device, or replaces it.</summary>
    public Task<ConfigurationVersion> PutAsync(string id, string document) => transport.SendTextAsync<ConfigurationVersion>(HttpMethod.Put, PathOf(id), document, Json);

    /// <summary>Begins or ends reading a device.</summary>
    public Task<ConfigurationVersion> EnableAsync(DeviceConfiguration device, bool isEnabled)
    {
        ArgumentNullException.ThrowIfNull(device);
        return PutAsync(device.Id, JsonSerializer.Serialize(device with { Enabled = isEnabled }, FaultlineJson.Options));
    }

    /// <summary>Removes a device; its readings stay.</summary>
    public Task RemoveAsync(string id) => transport.SendAsync(HttpMethod.Delete, PathOf(id), null);

    /// <summary>Adds or replaces what the lines of a CSV file name: <paramref name="what"/> is devices or tags.</summary>
    public Task<ConfigurationVersion> ImportAsync(string what, string csv) =>
        transport.SendTextAsync<ConfigurationVersion>(HttpMethod.Post, $"api/{what}/import", csv, "text/csv");

    /// <summary>What stands one level below a node of an OPC UA server; null is the Objects folder.</summary>
    public Task<BrowseAnswer> BrowseAsync(string id, string? node) =>
        transport.GetAsync<BrowseAnswer>($"{PathOf(id)}/nodes" + (node is null ? "" : $"?node={Uri.EscapeDataString(node)}"));

    /// <summary>Makes tags of some of the nodes one level below a node.</summary>
    public Task<ConfigurationVersion> ImportNodesAsync(string id, string? below, IReadOnlyList<string> nodes, double intervalMs) =>
        transport.PostAsync<ConfigurationVersion>(
            $"{PathOf(id)}/nodes/import",
            new Dictionary<string, object?> { ["node"] = below, ["depth"] = 1, ["nodes"] = nodes, ["interval_ms"] = intervalMs });

    /// <summary>Newest versions.</summary>
    public Task<IReadOnlyList<ConfigurationVersion>> VersionsAsync() => transport.GetAsync<IReadOnlyList<ConfigurationVersion>>("api/devices/versions?limit=50");

    /// <summary>What a version changed.</summary>
    public Task<IReadOnlyList<ConfigurationChange>> ChangesAsync(long version) =>
        transport.GetAsync<IReadOnlyList<ConfigurationChange>>($"api/devices/versions/{version}/changes");

    /// <summary>Goes back to a version, as a new one.</summary>
    public Task RestoreAsync(long version) => transport.SendAsync(HttpMethod.Post, $"api/devices/versions/{version}/restore", null);

    /// <summary>The collector's trust list of OPC UA servers.</summary>
    public Task<CertificateList> CertificatesAsync() => transport.GetAsync<CertificateList>("api/certificates");

    /// <summary>Trusts a certificate, or no longer.</summary>
    public Task<CertificateList> DecideAsync(string thumbprint, bool isTrusted) =>
        transport.SendTextAsync<CertificateList>(HttpMethod.Post, $"api/certificates/{thumbprint}/{(isTrusted ? "trust" : "reject")}", "", Json);

    private static string PathOf(string id) => $"api/devices/{Uri.EscapeDataString(id)}";
}
