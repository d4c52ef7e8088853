using System.Buffers;
using System.Net.Sockets;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Fuzz.Modbus;

/// <summary>What a client sends, frame by frame.</summary>
internal static class RequestStream
{
    /// <summary>Reads so many requests, which come undamaged.</summary>
    internal static async Task<(ushort Id, byte[] Pdu)[]> ReadAsync(Socket peer, ModbusFraming framing, int count)
    {
        var requests = new List<(ushort, byte[])>();
        var buffer = new byte[count * ModbusLimits.MaxTcpAduLength];
        var (taken, filled) = (0, 0);
        while (requests.Count < count)
        {
            filled += await peer.ReceiveAsync(buffer.AsMemory(filled));
            while (Scan(framing, buffer.AsMemory(taken, filled - taken), out var request, out var length))
            {
                requests.Add(request);
                taken += length;
            }
        }

        return [.. requests];
    }

    private static bool Scan(ModbusFraming framing, ReadOnlyMemory<byte> bytes, out (ushort Id, byte[] Pdu) request, out int length)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        if (framing == ModbusFraming.Rtu)
        {
            var found = RtuFrameScanner.ScanRequest(buffer, out var frame) == FrameScanStatus.Done;
            (request, length) = found ? (((ushort)0, frame.Pdu.ToArray()), (int)frame.Pdu.Length + 3) : default;
            return found;
        }

        var done = MbapFrameScanner.Scan(buffer, out var mbap) == FrameScanStatus.Done;
        (request, length) = done ? ((mbap.Header.TransactionId, mbap.Pdu.ToArray()), 6 + mbap.Header.Length) : default;
        return done;
    }
}
