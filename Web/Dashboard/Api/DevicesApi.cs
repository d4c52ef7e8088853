using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>The routes of devices, their versions, and the certificates of OPC UA servers.</summary>
public sealed class DevicesApi(ApiTransport transport)
{
    private const string Json = "application/json";

    /// <summary>All devices and how they stand.</summary>
    public Task<IReadOnlyList<DeviceInfo>> ListAsync() => transport.GetAsync<IReadOnlyList<DeviceInfo>>("api/devices");

    /// <summary>One device with its tags.</summary>
    public Task<Tagged<DeviceConfiguration>> FindAsync(string id) => transport.GetTaggedAsync<DeviceConfiguration>(PathOf(id));

    /// <summary>Adds a device.</summary>
    /// <exception cref="ApiException">With status 412 when there is one of its id.</exception>
    public Task<ConfigurationVersion> AddAsync(DeviceConfiguration device) =>
        transport.ChangeAsync<ConfigurationVersion>(HttpMethod.Put, PathOf(device.Id), device, ("If-None-Match", "*"));

    /// <summary>Replaces a device as it was read.</summary>
    /// <exception cref="ApiException">With status 412 when it was changed since.</exception>
    public Task<ConfigurationVersion> ReplaceAsync(DeviceConfiguration device, string entityTag) =>
        transport.ChangeAsync<ConfigurationVersion>(HttpMethod.Put, PathOf(device.Id), device, ("If-Match", entityTag));

    /// <summary>Removes a device as it was read; its readings stay.</summary>
    /// <exception cref="ApiException">With status 412 when it was changed since.</exception>
    public Task<ConfigurationVersion> RemoveAsync(string id, string entityTag) =>
        transport.ChangeAsync<ConfigurationVersion>(HttpMethod.Delete, PathOf(id), null, ("If-Match", entityTag));

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
