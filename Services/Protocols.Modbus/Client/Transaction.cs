using System.Threading.Tasks.Sources;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// One request, its encoded frame, where its answer goes, and the source of the <see cref="ValueTask"/> its caller awaits. Reused after the
/// caller has taken the outcome. Whoever removes it from <see cref="TransactionTable"/> owns its completion, so it happens once.
/// </summary>
internal sealed class Transaction(ClientConnection connection) : IValueTaskSource
{
    private readonly byte[] _frame = new byte[ModbusLimits.MaxTcpAduLength];
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private int _length;

    internal ClientConnection Connection { get; } = connection;
    internal FunctionCode Function { get; private set; }
    internal byte Unit { get; private set; }
    internal ushort Address { get; private set; }
    internal ushort Id { get; private set; }

    /// <summary>Value of a single write, or quantity of a multiple one: what the answer has to repeat.</summary>
    internal ushort Echo { get; set; }
    internal Memory<ushort> Registers { get; set; }
    internal Memory<bool> Bits { get; set; }

    internal TransactionState State { get; set; }
    internal long Deadline { get; set; }
    internal CancellationTokenRegistration Cancellation { get; set; }

    /// <summary>False once it was given up while the queue still refers to it.</summary>
    internal bool Reusable { get; set; } = true;

    /// <summary>Room for the PDU, to be encoded before <see cref="Seal"/>.</summary>
    internal Span<byte> Pdu => _frame.AsSpan(ModbusLimits.MbapHeaderLength);

    internal ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _length);

    internal ValueTask Task => new(this, _source.Version);

    internal void Seal(FunctionCode function, byte unit, ushort address, int pduLength)
    {
        (Function, Unit, Address) = (function, unit, address);
        _length = ModbusLimits.MbapHeaderLength + pduLength;
    }

    internal void AssignId(ushort id)
    {
        Id = id;
        MbapHeader.ForPdu(id, Unit, _length - ModbusLimits.MbapHeaderLength).Write(_frame);
    }

    /// <summary>Judges the answer, puts its data in the caller's memory and ends the request.</summary>
    internal void Complete(byte unit, ReadOnlySpan<byte> pdu)
    {
        try
        {
            if (unit != Unit)
                Fail(ModbusFault.WrongUnit(Function, Unit, unit));
            else if (ExceptionResponse.TryDecode(pdu, out var refused) && refused.Function == Function)
                Fail(ModbusFault.ExceptionResponse(Function, Unit, refused.Code));
            else
            {
                Decode(pdu);
                _source.SetResult(true);
            }
        }
        catch (ModbusException invalid)
        {
            Fail(invalid);
        }
    }

    internal void Cancel(CancellationToken ct) => Connection.Cancel(this, ct);

    internal void Fail(Exception reason) => _source.SetException(reason);

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

    private void Recycle()
    {
        // Waits for a running cancel callback, which must not find the next request in this object.
        Cancellation.Dispose();
        Cancellation = default;
        Registers = default;
        Bits = default;
        _source.Reset();
        if (Reusable)
            Connection.Return(this);
    }

    private void Decode(ReadOnlySpan<byte> pdu)
    {
        switch (Function)
        {
            case FunctionCode.ReadCoils: ReadCoilsResponse.Decode(pdu, Bits.Span); break;
            case FunctionCode.ReadDiscreteInputs: ReadDiscreteInputsResponse.Decode(pdu, Bits.Span); break;
            case FunctionCode.ReadHoldingRegisters: ReadHoldingRegistersResponse.Decode(pdu, Registers.Span); break;
            case FunctionCode.ReadInputRegisters: ReadInputRegistersResponse.Decode(pdu, Registers.Span); break;
            case FunctionCode.WriteSingleCoil: WriteSingleCoilResponse.Decode(pdu, new WriteSingleCoilRequest(Address, Echo != 0)); break;
            case FunctionCode.WriteSingleRegister:
                WriteSingleRegisterResponse.Decode(pdu, new WriteSingleRegisterRequest(Address, Echo)); break;
            case FunctionCode.WriteMultipleCoils: WriteMultipleCoilsResponse.Decode(pdu, Address, Echo); break;
            case FunctionCode.WriteMultipleRegisters: WriteMultipleRegistersResponse.Decode(pdu, Address, Echo); break;
            default: throw ModbusFault.WrongFunction(Function, pdu[0]);
        }
    }
}
