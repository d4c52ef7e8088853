namespace Faultline.Collector.Plant;

/// <summary>Where a Modbus TCP server is.</summary>
internal readonly record struct PlantEndpoint(string Host, int Port)
{
    /// <summary>Configuration key that service discovery gives the simulator's Modbus endpoint by.</summary>
    public const string DiscoveryKey = "services:simulator:modbus:0";

    /// <summary>Reads <c>host:port</c> (an IPv6 address in brackets), with or without <c>tcp://</c> before it.</summary>
    public static bool TryParse(string? text, out PlantEndpoint endpoint)
    {
        endpoint = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "tcp://" + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != "tcp" || uri.Port is < 1 or > 65535 || uri.Host.Length == 0)
            return false;
        endpoint = new PlantEndpoint(uri.DnsSafeHost, uri.Port);
        return true;
    }

    public override string ToString() => $"{Host}:{Port}";
}
