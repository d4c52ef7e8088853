namespace Faultline.Contracts;

/// <summary>One connection to one peer, its system, and its tags: the document that is versioned and applied as one.</summary>
public sealed record DeviceConfiguration
{
    /// <summary>Name of the device: 1 to 64 characters of a–z, 0–9, '-' and '_'.</summary>
    public string Id { get; init; } = "";

    /// <summary>For people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it is read.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The system that its tags belong to; devices of one system agree in number, name and cycle.</summary>
    public DeviceSystem System { get; init; } = new();

    /// <summary>What it speaks.</summary>
    public DeviceProtocol Protocol { get; init; }

    /// <summary>Host name or address, or <c>service://NAME/ENDPOINT</c> for what service discovery knows.</summary>
    public string Host { get; init; } = "";

    /// <summary>TCP port, 1 to 65535; not used with <c>service://</c>. Default 502.</summary>
    public int Port { get; init; } = 502;

    /// <summary>Time to connect, 10 ms to 5 min. Default 2 s.</summary>
    public double ConnectTimeoutMs { get; init; } = 2000;

    /// <summary>Time for an answer, 10 ms to 5 min. Default 1 s.</summary>
    public double RequestTimeoutMs { get; init; } = 1000;

    /// <summary>First wait after a failure, 10 ms to 1 h; it doubles, ±20 %. Default 100 ms.</summary>
    public double BackOffFirstMs { get; init; } = 100;

    /// <summary>Longest wait, at least the first. Default 5 s.</summary>
    public double BackOffLongestMs { get; init; } = 5000;

    /// <summary>The first poll after a connect begins at random within this, 0 to 1 h, so that devices do not start as one. Default 0.</summary>
    public double StartJitterMs { get; init; }

    /// <summary>How long a silent device's last values are uncertain before they are bad, 0 to 1 day. Default 5 s.</summary>
    public double BadAfterMs { get; init; } = 5000;

    /// <summary>How often a tag that the device refuses is tried again, 1 s to 1 day. Default 60 s.</summary>
    public double RetryBadMs { get; init; } = 60_000;

    /// <summary>Settings of a Modbus device.</summary>
    public ModbusSettings? Modbus { get; init; }

    /// <summary>Settings of an OPC UA server.</summary>
    public OpcUaSettings? OpcUa { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<TagConfiguration> Tags { get; init; } = [];
}
