using Faultline.Collector.Drivers;
using Faultline.Contracts;

namespace Faultline.Collector.Plant;

/// <summary>Where a device is now: what <c>service://</c> names is looked up at each connect, for it may have moved.</summary>
internal static class DeviceAddress
{
    /// <summary>Host and port of a device.</summary>
    /// <exception cref="DeviceException">Service discovery does not know it; the configuration key is named.</exception>
    public static (string Host, int Port) Resolve(DeviceConfiguration device, IConfiguration configuration)
    {
        if (!device.Host.StartsWith("service://", StringComparison.Ordinal))
            return (device.Host, device.Port);
        var service = new Uri(device.Host);
        var key = KeyOf(service.Host, service.AbsolutePath.Trim('/'));
        return TryParse(configuration[key], out var endpoint)
            ? endpoint
            : throw new DeviceException($"{device.Host} is not known: the setting {key} is '{configuration[key]}', not tcp://host:port.");
    }

    /// <summary>Configuration key that service discovery gives an endpoint by.</summary>
    public static string KeyOf(string service, string endpoint) => $"services:{service}:{endpoint}:0";

    /// <summary>Reads <c>tcp://host:port</c> or <c>host:port</c>.</summary>
    public static bool TryParse(string? text, out (string Host, int Port) endpoint)
    {
        endpoint = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "tcp://" + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "tcp" || uri.Port is < 1 or > 65535 || uri.Host.Length == 0)
            return false;
        endpoint = (uri.DnsSafeHost, uri.Port);
        return true;
    }
}
