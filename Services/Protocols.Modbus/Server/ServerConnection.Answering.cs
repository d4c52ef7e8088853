using System.Buffers;
using System.IO.Pipelines;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>Answering one request: whose it is, whether it is allowed, what the device says.</summary>
internal sealed partial class ServerConnection
{
    private readonly RequestDispatcher _dispatcher = new();
    private readonly byte[] _request = new byte[ModbusLimits.MaxPduLength];

    private ValueTask AnswerAsync(in Frame frame, PipeWriter writer)
    {
        frame.Pdu.CopyTo(_request);
        var pdu = _request.AsMemory(0, (int)frame.Pdu.Length);
        var (id, unit) = (frame.TransactionId, frame.Unit);
        Volatile.Write(ref _lastRequest, _options.TimeProvider.GetTimestamp());
        Volatile.Write(ref _lastUnit, unit);
        _statistics.Request();
        if (!IsAuthorized(unit, pdu.Span[0]))
            Write(writer, id, unit, _dispatcher.Refuse(pdu.Span[0], ModbusExceptionCode.IllegalFunction));
        else if (_codec.IsBroadcast(unit))
            return BroadcastAsync(pdu);
        else if (_devices.TryGetValue(unit, out var device))
            return AskAsync(device, id, unit, pdu, writer);
        else
            Write(writer, id, unit, AnswerUnknownUnit(pdu.Span[0]));
        return default;
    }

    private bool IsAuthorized(byte unit, byte function)
    {
        if (_options.Security?.Authorize is not { } authorize
            || authorize(new ModbusAuthorization(_role, _transport!.PeerCertificate!, unit, (FunctionCode)function)))
            return true;
        _statistics.Unauthorized();
        return false;
    }

    private async ValueTask AskAsync(IModbusDevice device, ushort id, byte unit, ReadOnlyMemory<byte> pdu, PipeWriter writer) =>
        Write(writer, id, unit, await AskAsync(device, unit, pdu));

    private async ValueTask<int> AskAsync(IModbusDevice device, byte unit, ReadOnlyMemory<byte> pdu)
    {
        try
        {
            return await _dispatcher.DispatchAsync(device, pdu.Span, _aborted.Token);
        }
        catch (Exception e)
        {
            // A device's code is not ours: whatever it throws is the device's failure, not the connection's, unless we have cut it.
            _aborted.Token.ThrowIfCancellationRequested();
            _options.DeviceFailed?.Invoke(unit, e);
            return _dispatcher.Refuse(pdu.Span[0], ModbusExceptionCode.ServerDeviceFailure);
        }
    }

    /// <summary>Carries out a write on every device, and answers nothing (Modbus over Serial Line V1.02 §2.1); a read makes no sense and is dropped.</summary>
    private async ValueTask BroadcastAsync(ReadOnlyMemory<byte> pdu)
    {
        if ((FunctionCode)pdu.Span[0] is not (FunctionCode.WriteSingleCoil or FunctionCode.WriteSingleRegister or FunctionCode.WriteMultipleCoils
            or FunctionCode.WriteMultipleRegisters or FunctionCode.MaskWriteRegister))
            return;
        foreach (var (unit, device) in _devices)
            await AskAsync(device, unit, pdu);
    }

    private int AnswerUnknownUnit(byte function) => _options.UnknownUnit switch
    {
        UnknownUnitBehavior.AnswerTargetFailed => _dispatcher.Refuse(function, ModbusExceptionCode.GatewayTargetFailedToRespond),
        UnknownUnitBehavior.AnswerPathUnavailable => _dispatcher.Refuse(function, ModbusExceptionCode.GatewayPathUnavailable),
        _ => 0,
    };

    /// <summary>Puts the dispatcher's response of this length into the pipe; nothing when it has none.</summary>
    private void Write(PipeWriter writer, ushort id, byte unit, int length)
    {
        if (length == 0)
            return;
        var pdu = _dispatcher.Response[..length];
        if ((pdu[0] & ExceptionResponse.Mark) != 0)
            _statistics.Exception();
        var frame = writer.GetSpan(_codec.MaxLength);
        pdu.CopyTo(frame[_codec.HeaderLength..]);
        writer.Advance(_codec.Seal(frame, id, unit, length));
    }
}
