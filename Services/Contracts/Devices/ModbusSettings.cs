namespace Faultline.Contracts;

/// <summary>Settings of a Modbus device.</summary>
public sealed record ModbusSettings
{
    /// <summary>Most registers that one request reads (Modbus Application Protocol V1.1b3 §6.3).</summary>
    public const int RegisterLimit = 125;

    /// <summary>Most bits that one request reads (§6.1).</summary>
    public const int BitLimit = 2000;

    /// <summary>Most requests under way: four times what the implementation guide expects of servers.</summary>
    public const int InFlightLimit = 64;

    /// <summary>Unit identifier, 0 to 255. Default 1.</summary>
    public int UnitId { get; init; } = 1;

    /// <summary>How frames travel. Default TCP.</summary>
    public ModbusTransport Transport { get; init; }

    /// <summary>Name of the collector's certificate setting for TLS (<c>Certificates:NAME</c>); null otherwise.</summary>
    public string? Certificate { get; init; }

    /// <summary>Requests under way at a time, 1 to 64. Default 1, which every device takes.</summary>
    public int InFlight { get; init; } = 1;

    /// <summary>
    /// Whether this device takes turns with the others of its host and port on one connection, for gateways that accept only one. Default false: a connection of its own, so
    /// that a slow device delays no other. With RTU over TCP it is always so: a serial line carries one conversation at a time.
    /// </summary>
    public bool SharedConnection { get; init; }

    /// <summary>How tags are put together. Default rearrange.</summary>
    public RegisterMerging Merging { get; init; } = RegisterMerging.Rearrange;

    /// <summary>Most registers (or bits) between two tags of one request that no tag wants, 0 to 1999. Default 16: cheaper than a round trip.</summary>
    public int MaxGap { get; init; } = 16;

    /// <summary>Most registers of a request, 1 to 125. Default 125.</summary>
    public int MaxRegisters { get; init; } = RegisterLimit;

    /// <summary>Most coils or discrete inputs of a request, 1 to 2000. Default 2000.</summary>
    public int MaxBits { get; init; } = BitLimit;

    /// <summary>Tag of the device that holds its clock in Unix seconds, for tags whose time is the source's; null without one.</summary>
    public string? ClockTag { get; init; }

    /// <summary>Whether it shares its connection.</summary>
    public bool TakesTurns() => SharedConnection || Transport == ModbusTransport.RtuOverTcp;
}
