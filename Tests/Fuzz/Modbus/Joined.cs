using System.Buffers;

namespace Faultline.Fuzz.Modbus;

/// <summary>Bytes in two segments, as a pipe may hold them.</summary>
internal sealed class Joined : ReadOnlySequenceSegment<byte>
{
    internal static ReadOnlySequence<byte> Of(byte[] first, byte[] second)
    {
        var end = new Joined { Memory = second, RunningIndex = first.Length };
        return new ReadOnlySequence<byte>(new Joined { Memory = first, Next = end }, 0, end, second.Length);
    }
}
