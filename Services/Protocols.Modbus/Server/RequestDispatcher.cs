using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>
/// Turns one request PDU into its response PDU: decode, ask the device, encode (AP V1.1b3 §4.3 figure 9, §6). One for each connection,
/// which handles one request at a time, so its buffers are reused and a request allocates nothing.
/// </summary>
internal sealed partial class RequestDispatcher
{
    private readonly bool[] _bits = new bool[ModbusLimits.MaxReadBits];
    private readonly ushort[] _registers = new ushort[ModbusLimits.MaxReadRegisters];
    private readonly byte[] _response = new byte[ModbusLimits.MaxPduLength];

    /// <summary>The response of the last request, as long as <see cref="DispatchAsync"/> answered.</summary>
    internal ReadOnlySpan<byte> Response => _response;

    /// <summary>Function code of the request under way.</summary>
    private byte _function;

    /// <summary>Carries out a request and answers the response's length; anything that a device throws comes through.</summary>
    internal ValueTask<int> DispatchAsync(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        _function = pdu[0];
        return (FunctionCode)_function switch
        {
            FunctionCode.ReadCoils => ReadCoils(device, pdu, ct),
            FunctionCode.ReadDiscreteInputs => ReadDiscreteInputs(device, pdu, ct),
            FunctionCode.ReadHoldingRegisters => ReadHoldingRegisters(device, pdu, ct),
            FunctionCode.ReadInputRegisters => ReadInputRegisters(device, pdu, ct),
            FunctionCode.WriteSingleCoil => WriteSingleCoil(device, pdu, ct),
            FunctionCode.WriteSingleRegister => WriteSingleRegister(device, pdu, ct),
            FunctionCode.WriteMultipleCoils => WriteMultipleCoils(device, pdu, ct),
            FunctionCode.WriteMultipleRegisters => WriteMultipleRegisters(device, pdu, ct),
            FunctionCode.MaskWriteRegister => MaskWriteRegister(device, pdu, ct),
            FunctionCode.ReadWriteMultipleRegisters => ReadWriteMultipleRegisters(device, pdu, ct),
            FunctionCode.EncapsulatedInterfaceTransport => new(ReadDeviceIdentification(device, pdu)),
            _ => new(Refuse(ModbusExceptionCode.IllegalFunction)),
        };
    }

    /// <summary>Encodes an exception to the request with this function code.</summary>
    internal int Refuse(byte function, ModbusExceptionCode code)
    {
        _function = function;
        return Refuse(code);
    }

    private int Refuse(ModbusExceptionCode code) => new ExceptionResponse((FunctionCode)_function, code).Encode(_response);

    private ValueTask<int> ReadCoils(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (ReadCoilsRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var bits = _bits.AsMemory(0, request.Quantity);
        return Answer(device.ReadCoilsAsync(request.Address, bits, ct), request.Address, request.Quantity);
    }

    private ValueTask<int> ReadDiscreteInputs(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (ReadDiscreteInputsRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var bits = _bits.AsMemory(0, request.Quantity);
        return Answer(device.ReadDiscreteInputsAsync(request.Address, bits, ct), request.Address, request.Quantity);
    }

    private ValueTask<int> ReadHoldingRegisters(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (ReadHoldingRegistersRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var registers = _registers.AsMemory(0, request.Quantity);
        return Answer(device.ReadHoldingRegistersAsync(request.Address, registers, ct), request.Address, request.Quantity);
    }

    private ValueTask<int> ReadInputRegisters(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (ReadInputRegistersRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var registers = _registers.AsMemory(0, request.Quantity);
        return Answer(device.ReadInputRegistersAsync(request.Address, registers, ct), request.Address, request.Quantity);
    }

    private ValueTask<int> WriteSingleCoil(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (WriteSingleCoilRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        _bits[0] = request.Value;
        return Answer(device.WriteCoilsAsync(request.Address, _bits.AsMemory(0, 1), ct), request.Address, 1);
    }

    private ValueTask<int> WriteSingleRegister(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (WriteSingleRegisterRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        _registers[0] = request.Value;
        return Answer(device.WriteRegistersAsync(request.Address, _registers.AsMemory(0, 1), ct), request.Address, 1);
    }

    private ValueTask<int> WriteMultipleCoils(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (WriteMultipleCoilsRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var values = _bits.AsMemory(0, request.Quantity);
        request.CopyTo(values.Span);
        return Answer(device.WriteCoilsAsync(request.Address, values, ct), request.Address, request.Quantity);
    }

    private ValueTask<int> WriteMultipleRegisters(IModbusDevice device, ReadOnlySpan<byte> pdu, CancellationToken ct)
    {
        if (WriteMultipleRegistersRequest.Decode(pdu, out var request) is not ModbusExceptionCode.None and var code)
            return new(Refuse(code));
        var values = _registers.AsMemory(0, request.Quantity);
        request.CopyTo(values.Span);
        return Answer(device.WriteRegistersAsync(request.Address, values, ct), request.Address, request.Quantity);
    }

    private ValueTask<int> Answer(ValueTask<ModbusExceptionCode> outcome, ushort address, ushort quantity)
    {
        return outcome.IsCompletedSuccessfully
            ? new(Encode(outcome.GetAwaiter().GetResult(), address, quantity))
            : Later(outcome, address, quantity);

        async ValueTask<int> Later(ValueTask<ModbusExceptionCode> later, ushort address, ushort quantity) =>
            Encode(await later, address, quantity);
    }

    private int Encode(ModbusExceptionCode code, ushort address, ushort quantity)
    {
        if (code != ModbusExceptionCode.None)
            return Refuse(code);
        return (FunctionCode)_function switch
        {
            FunctionCode.ReadCoils => ReadCoilsResponse.Encode(_response, _bits.AsSpan(0, quantity)),
            FunctionCode.ReadDiscreteInputs => ReadDiscreteInputsResponse.Encode(_response, _bits.AsSpan(0, quantity)),
            FunctionCode.ReadHoldingRegisters => ReadHoldingRegistersResponse.Encode(_response, _registers.AsSpan(0, quantity)),
            FunctionCode.ReadInputRegisters => ReadInputRegistersResponse.Encode(_response, _registers.AsSpan(0, quantity)),
            FunctionCode.WriteSingleCoil => WriteSingleCoilResponse.Encode(_response, new(address, _bits[0])),
            FunctionCode.WriteSingleRegister => WriteSingleRegisterResponse.Encode(_response, new(address, _registers[0])),
            FunctionCode.WriteMultipleCoils => WriteMultipleCoilsResponse.Encode(_response, address, quantity),
            FunctionCode.WriteMultipleRegisters => WriteMultipleRegistersResponse.Encode(_response, address, quantity),
            FunctionCode.MaskWriteRegister => MaskWriteRegisterResponse.Encode(_response, _mask),
            FunctionCode.ReadWriteMultipleRegisters => ReadWriteMultipleRegistersResponse.Encode(_response, _registers.AsSpan(0, quantity)),
            _ => Refuse(ModbusExceptionCode.IllegalFunction),
        };
    }
}
