using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>The functions that do more than read or write one range: 22, 23 and 43/14.</summary>
internal sealed partial class RequestDispatcher
{
    private readonly ushort[] _written = new ushort[ModbusLimits.MaxReadWriteWriteRegisters];
    private MaskWriteRegisterRequest _mask;

    private ValueTask<int> MaskWriteRegister(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (MaskWriteRegisterRequest.Decode(pdu, out _mask) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        return Answer(device.MaskWriteRegisterAsync(_mask, ct), _mask.Address, 1);
    }

    private ValueTask<int> ReadWriteMultipleRegisters(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (ReadWriteMultipleRegistersRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var values = _written.AsMemory(0, request.WriteQuantity);
        request.CopyTo(values.Span);
        var outcome = device.ReadWriteRegistersAsync(
            request.ReadAddress, _registers.AsMemory(0, request.ReadQuantity), request.WriteAddress, values, ct);
        return Answer(outcome, request.ReadAddress, request.ReadQuantity);
    }

    private int ReadDeviceIdentification(IModbusDevice device, ReadOnlySpan<byte> pdu)
    {
        if (device.Identification is not { } identification)
            return Refuse(ModbusExceptionCode.IllegalFunction);
        if (ReadDeviceIdentificationRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return Refuse(code);
        var length = ReadDeviceIdentificationResponse.Encode(_response, request, identification);
        return length > 0 ? length : Refuse(ModbusExceptionCode.IllegalDataAddress);
    }
}
