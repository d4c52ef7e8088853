using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>
/// Reads the binary encoding, OPC 10000-6 §5.2. The first failure stays in <see cref="Status"/> and every later read answers a
/// default, so that decoders are plain field lists which are checked once, at the end.
/// </summary>
public ref partial struct OpcUaReader
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _span;
    private readonly OpcUaLimits _limits;
    private readonly bool _borrowBodies;
    private int _position;
    private int _failedAt;
    private int _depth;

    /// <summary>A reader at the start of <paramref name="memory"/>.</summary>
    /// <param name="memory">What to read.</param>
    /// <param name="limits">Bounds that are checked before allocating.</param>
    /// <param name="borrowBodies">
    /// True: bodies of ExtensionObjects are slices of <paramref name="memory"/>, valid as long as it is. False: they are copies.
    /// </param>
    public OpcUaReader(ReadOnlyMemory<byte> memory, OpcUaLimits limits, bool borrowBodies = false)
    {
        _memory = memory;
        _span = memory.Span;
        _limits = limits;
        _borrowBodies = borrowBodies;
        Status = StatusCodes.Good;
    }

    /// <summary>Good, or the first failure.</summary>
    public StatusCode Status { get; private set; }

    /// <summary>Bytes read so far; where the failure happened once there is one.</summary>
    public readonly int Position => Status.IsGood ? _position : _failedAt;

    /// <summary>Bytes not read yet; 0 after a failure.</summary>
    public readonly int Remaining => _span.Length - _position;

    /// <summary>Throws the first failure.</summary>
    /// <exception cref="OpcUaException">Something did not decode, or exceeded a limit.</exception>
    public readonly void ThrowIfFailed(string place)
    {
        if (!Status.IsGood)
            throw OpcUaFault.Decoding(Status, place, Position);
    }

    /// <summary>Reads a Boolean; every byte but 0 is true (§5.2.2.1).</summary>
    public bool ReadBoolean() => ReadByte() != 0;

    /// <summary>Reads an SByte.</summary>
    public sbyte ReadSByte() => (sbyte)ReadByte();

    /// <summary>Reads a Byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte() => Take(1, out var at) ? _span[at] : (byte)0;

    /// <summary>Reads an Int16.</summary>
    public short ReadInt16() => (short)ReadUInt16();

    /// <summary>Reads a UInt16.</summary>
    public ushort ReadUInt16() => Take(2, out var at) ? BinaryPrimitives.ReadUInt16LittleEndian(_span[at..]) : (ushort)0;

    /// <summary>Reads an Int32.</summary>
    public int ReadInt32() => (int)ReadUInt32();

    /// <summary>Reads a UInt32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32() => Take(4, out var at) ? BinaryPrimitives.ReadUInt32LittleEndian(_span[at..]) : 0;

    /// <summary>Reads an Int64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64() => Take(8, out var at) ? BinaryPrimitives.ReadInt64LittleEndian(_span[at..]) : 0;

    /// <summary>Reads a UInt64.</summary>
    public ulong ReadUInt64() => (ulong)ReadInt64();

    /// <summary>Reads a Float.</summary>
    public float ReadFloat() => BitConverter.UInt32BitsToSingle(ReadUInt32());

    /// <summary>Reads a Double.</summary>
    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    /// <summary>Reads a time; earlier than 1601 and later than 9999 answer the ends of the range (§5.2.2.5).</summary>
    public DateTime ReadDateTime() => OpcUaTime.FromWire(ReadInt64());

    /// <summary>Reads a StatusCode.</summary>
    public StatusCode ReadStatusCode() => new(ReadUInt32());

    /// <summary>Reads a Guid (§5.2.2.6).</summary>
    public Guid ReadGuid() => Take(16, out var at) ? new Guid(_span.Slice(at, 16)) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(int count, out int at)
    {
        at = _position;
        if (count <= _span.Length - at)
        {
            _position = at + count;
            return true;
        }

        Fail(StatusCodes.BadDecodingError);
        return false;
    }

    internal void Fail(StatusCode status)
    {
        if (!Status.IsGood)
            return;
        Status = status;
        _failedAt = _position;
        _position = _span.Length;
    }

    private bool Enter()
    {
        if (++_depth <= _limits.NestingDepth)
            return true;
        Fail(StatusCodes.BadEncodingLimitsExceeded);
        return false;
    }

    private void Leave() => _depth--;
}
