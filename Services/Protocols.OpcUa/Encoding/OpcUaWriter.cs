using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Writes the binary encoding, OPC 10000-6 §5.2, into a pooled buffer that grows up to the message size limit.</summary>
public ref partial struct OpcUaWriter
{
    private const int FirstSize = 1024;
    private readonly OpcUaLimits _limits;
    private byte[] _buffer;
    private int _position;

    /// <summary>An empty writer. Dispose it to give its buffer back.</summary>
    public OpcUaWriter(OpcUaLimits limits)
    {
        _limits = limits;
        _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    }

    /// <summary>What was written; valid until the next write.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    /// <summary>A copy of what was written.</summary>
    public readonly byte[] ToArray() => Written.ToArray();

    /// <summary>Takes the pooled buffer out, for who sends it asynchronously and returns it to the shared pool.</summary>
    internal (byte[] Buffer, int Length) Detach()
    {
        var detached = (_buffer, _position);
        _buffer = [];
        return detached;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Writes a Boolean.</summary>
    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    /// <summary>Writes an SByte.</summary>
    public void WriteSByte(sbyte value) => WriteByte((byte)value);

    /// <summary>Writes a Byte.</summary>
    public void WriteByte(byte value) => Reserve(1)[0] = value;

    /// <summary>Writes an Int16.</summary>
    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16LittleEndian(Reserve(2), value);

    /// <summary>Writes a UInt16.</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    /// <summary>Writes an Int32.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    /// <summary>Writes a UInt32.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    /// <summary>Writes an Int64.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    /// <summary>Writes a UInt64.</summary>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    /// <summary>Writes a Float.</summary>
    public void WriteFloat(float value) => BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), value);

    /// <summary>Writes a Double.</summary>
    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);

    /// <summary>Writes a time, which is taken as UTC.</summary>
    public void WriteDateTime(DateTime value) => WriteInt64(OpcUaTime.ToWire(value));

    /// <summary>Writes a StatusCode.</summary>
    public void WriteStatusCode(StatusCode value) => WriteUInt32(value.Value);

    /// <summary>Writes a Guid.</summary>
    public void WriteGuid(Guid value) => value.TryWriteBytes(Reserve(16));

    internal void WriteBytes(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (count > _buffer.Length - _position)
            Grow(count);
        var span = _buffer.AsSpan(_position, count);
        _position += count;
        return span;
    }

    private void Grow(int count)
    {
        var needed = (long)_position + count;
        if (needed > _limits.MessageSize)
            throw OpcUaFault.Encoding(StatusCodes.BadEncodingLimitsExceeded, $"a message past {_limits.MessageSize} bytes (OpcUaLimits.MessageSize)");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, Math.Min(_buffer.Length * 2L, _limits.MessageSize)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
