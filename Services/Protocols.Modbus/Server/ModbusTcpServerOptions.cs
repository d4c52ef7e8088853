using System.Net;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>Settings of one <see cref="ModbusTcpServer"/>; checked when it is made.</summary>
public sealed class ModbusTcpServerOptions
{
    /// <summary>Address to listen on. Default loopback: without TLS the protocol has no authentication, so leaving the machine is a decision.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on, 0 to 65535; 0 takes a free one, see <see cref="ModbusTcpServer.Port"/>. Default 502; with TLS the registered one is 802.</summary>
    public int Port { get; init; } = ModbusLimits.DefaultPort;

    /// <summary>Connections at a time, 1 to 65536; a further one is closed at once and counted. Default 64.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>
    /// Time without a whole request after which a connection is closed, above zero. Default 5 min; half a frame sent again and again
    /// does not keep a connection.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Answer for units without a device.</summary>
    public UnknownUnitBehavior UnknownUnit { get; init; } = UnknownUnitBehavior.AnswerTargetFailed;

    /// <summary>What a PDU is wrapped in. Default MBAP.</summary>
    public ModbusFraming Framing { get; init; }

    /// <summary>Certificates and authorisation for TLS; null for plain TCP. Default null.</summary>
    public ModbusServerSecurity? Security { get; init; }

    /// <summary>Told of each exception that a device threw (unit, exception), which the client sees as exception 4. Must not throw.</summary>
    public Action<byte, Exception>? DeviceFailed { get; init; }

    /// <summary>Clock of the idle timeout. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        Check(Port is >= 0 and <= 65535, nameof(Port), Port, "0 to 65535");
        Check(MaxConnections is >= 1 and <= 65536, nameof(MaxConnections), MaxConnections, "1 to 65536");
        Check(
            IdleTimeout > TimeSpan.Zero && IdleTimeout <= TimeSpan.FromDays(1), nameof(IdleTimeout), IdleTimeout, "0 (exclusive) to 1 day");
        if (Security is null)
            return;
        var handshake = Security.HandshakeTimeout;
        Check(handshake > TimeSpan.Zero && handshake <= TimeSpan.FromHours(1), nameof(Security.HandshakeTimeout), handshake, "0 (exclusive) to 1 hour");
        Check(Security.TrustedAuthorities.Count > 0, nameof(Security.TrustedAuthorities), Security.TrustedAuthorities.Count, "1 and more");
    }

    private static void Check(bool valid, string name, object value, string range)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(name, value, $"{name} {value} is outside {range}.");
    }
}
