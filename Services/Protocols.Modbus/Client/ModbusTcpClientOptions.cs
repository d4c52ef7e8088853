using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>Settings of one <see cref="ModbusTcpClient"/>; checked when it connects.</summary>
public sealed class ModbusTcpClientOptions
{
    /// <summary>Highest <see cref="MaxOutstanding"/>: four times what the guide expects any server to take.</summary>
    public const int HighestMaxOutstanding = 4 * ModbusLimits.MaxOutstandingByGuide;

    /// <summary>Time for name resolution and connection, above zero. Default 2 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Time from sending a request to its answer, above zero; waiting for a free place does not count. Default 1 s. The guide leaves the
    /// value to the application and says only that it must exceed the transport's own repetition (TCP §4.4.1.3).
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Requests under way at a time, 1 to <see cref="HighestMaxOutstanding"/>; further ones wait their turn. Default 1, which every server
    /// takes; the guide expects servers to take 1 to 16 (TCP §4.4.1, NumberMaxOfClientTransaction).
    /// </summary>
    public int MaxOutstanding { get; init; } = 1;

    /// <summary>Requests that may wait for their turn, 0 to 65536; beyond it they fail at once with <see cref="ModbusError.QueueFull"/>. Default 1024.</summary>
    public int MaxQueued { get; init; } = 1024;

    /// <summary>
    /// Whether the caller of <see cref="ModbusTcpClient.ReadAsync"/> goes on within the connection's own loop when nothing failed, which spares waking a thread a reading. Nothing is received
    /// until it awaits something: for pollers whose callers never block. Default false.
    /// </summary>
    public bool ContinueInline { get; init; }

    /// <summary>What a PDU is wrapped in. Default MBAP. With RTU framing <see cref="MaxOutstanding"/> must be 1.</summary>
    public ModbusFraming Framing { get; init; }

    /// <summary>Certificates for TLS; null for plain TCP. Default null.</summary>
    public ModbusClientSecurity? Security { get; init; }

    /// <summary>Clock of the timeouts. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        CheckTimeout(ConnectTimeout, nameof(ConnectTimeout));
        CheckTimeout(RequestTimeout, nameof(RequestTimeout));
        // Without transaction ids an answer does not say which of several requests it belongs to.
        CheckCount(MaxOutstanding, 1, Framing == ModbusFraming.Rtu ? 1 : HighestMaxOutstanding, nameof(MaxOutstanding));
        CheckCount(MaxQueued, 0, 65536, nameof(MaxQueued));
    }

    private static void CheckTimeout(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            throw new ArgumentOutOfRangeException(name, value, $"{name} {value} is outside 0 (exclusive) to 1 hour.");
    }

    private static void CheckCount(int value, int lowest, int highest, string name)
    {
        if (value < lowest || value > highest)
            throw new ArgumentOutOfRangeException(name, value, $"{name} {value} is outside {lowest} to {highest}.");
    }
}
