using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Faultline.AppHost.Embedded;

/// <summary>Chooses loopback ports.</summary>
internal static class FreePort
{
    // Below the ranges that systems hand out for outgoing connections (Linux 32768+, IANA 49152+): such a connection could otherwise take
    // the port between choosing it and the child's bind.
    private const int First = 20_000, Last = 32_000;

    /// <summary>A port that nothing listens on now and that is not in <paramref name="taken"/>; <paramref name="preferred"/> if it can be.</summary>
    public static int Next(ISet<int> taken, int? preferred = null)
    {
        if (preferred is { } wanted && IsFree(wanted) && taken.Add(wanted)) return wanted;
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            if (!taken.Contains(port) && IsFree(port) && taken.Add(port)) return port;
        }

        throw new DistributedApplicationException($"no free port was found between {First} and {Last} on 127.0.0.1.");
    }

    /// <summary>Whether both loopback addresses let a listener bind the port.</summary>
    public static bool IsFree(int port) => CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    private static bool CanBind(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException fault)
        {
            // A machine without ::1 cannot have its port taken.
            return fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }
}
