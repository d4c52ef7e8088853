using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// One request, its encoded frame and where its answer goes. It is the source of the <see cref="ValueTask"/> its caller awaits, and reused after
/// the caller has taken the outcome; or it belongs to a <see cref="Batch"/>, and is reused once it has told the batch its end. Whoever removes it
/// from <see cref="TransactionTable"/> owns its completion, so it happens once.
/// </summary>
internal sealed partial class Transaction : IValueTaskSource
{
    private readonly FrameCodec _codec;
    private readonly byte[] _frame;
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _pduLength;
    private int _length;

    internal Transaction(ClientConnection connection, FrameCodec codec)
    {
        Connection = connection;
        _codec = codec;
        _frame = new byte[codec.MaxLength];
    }

    internal ClientConnection Connection { get; }
    internal FunctionCode Function { get; private set; }
    internal byte Unit { get; private set; }
    internal ushort Address { get; private set; }
    internal ushort Id { get; private set; }

    /// <summary>Value of a single write, quantity of a multiple one, and-mask, or read code: what the answer has to repeat.</summary>
    internal ushort Echo { get; set; }

    /// <summary>Or-mask of a mask write.</summary>
    internal ushort SecondEcho { get; set; }
    internal Memory<ushort> Registers { get; set; }
    internal Memory<bool> Bits { get; set; }

    /// <summary>Takes the answer of function 43/14.</summary>
    internal StrongBox<DevicePage>? Page { get; set; }

    /// <summary>The block that a batch reads with it; null for a request with a caller of its own.</summary>
    internal ReadBlock? Block { get; private set; }
    internal Batch? Batch { get; private set; }

    internal TransactionState State { get; set; }
    internal long Deadline { get; set; }
    internal CancellationTokenRegistration Cancellation { get; set; }

    /// <summary>False once it was given up while the queue still refers to it.</summary>
    internal bool Reusable { get; set; } = true;

    /// <summary>Room for the PDU, to be encoded before the request is sealed.</summary>
    internal Span<byte> Pdu => _frame.AsSpan(_codec.HeaderLength);

    internal ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _length);

    internal ValueTask Task => new(this, _source.Version);

    internal void Seal(FunctionCode function, byte unit, ushort address, int pduLength)
    {
        (Function, Unit, Address) = (function, unit, address);
        _pduLength = pduLength;
    }

    /// <summary>Makes it the request for a block of a batch.</summary>
    internal void Seal(Batch batch, ReadBlock block)
    {
        (Batch, Block, Registers, Bits) = (batch, block, block.Registers, block.Bits);
        block.Failure = null;
        var quantity = (ushort)(block.Registers.Length + block.Bits.Length);
        Seal(block.Function, block.Unit, block.Address, AddressAndQuantity.Encode(Pdu, block.Function, block.Address, quantity));
    }

    internal void AssignId(ushort id)
    {
        Id = id;
        _length = _codec.Seal(_frame, id, Unit, _pduLength);
    }

    internal void Cancel(CancellationToken ct) => Connection.Cancel(this, ct);

    internal void Fail(Exception reason) => End(reason);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            _source.GetResult(token);
        }
        finally
        {
            if (_source.Version == token && _source.GetStatus(token) != ValueTaskSourceStatus.Pending)
                Recycle();
        }
    }

    private void End(Exception? failure)
    {
        if (Batch is null)
        {
            if (failure is null)
                _source.SetResult(true);
            else
                _source.SetException(failure);
            return;
        }

        var batch = Batch;
        Block!.Failure = failure;
        (Batch, Block) = (null, null);
        Recycle();
        batch.Ended(failure is not null);
    }

    private void Recycle()
    {
        // Waits for a running cancel callback, which must not find the next request in this object.
        Cancellation.Dispose();
        Cancellation = default;
        Registers = default;
        Bits = default;
        Page = null;
        _source.Reset();
        if (Reusable)
            Connection.Return(this);
    }
}
