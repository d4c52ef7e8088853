using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Registers;
using Faultline.Protocols.Modbus.Server;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Modbus;

/// <summary>
/// A machine as a Modbus device: its sensors in input registers 0 to 33 (map: <see cref="HydraulicRig.RegisterOf"/>), the same as holding
/// registers for masters that know only these. Values are computed when asked for; all of one answer are of the same moment.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="cut">Cuts the connections of a unit, for machines that refuse.</param>
internal sealed class MachineDevice(Machine machine, Action<byte> cut) : IModbusDevice
{
    private const int RegistersPerSensor = 2;

    public ValueTask<ModbusExceptionCode> ReadInputRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct) =>
        new(Read(address, destination.Span));

    public ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct) =>
        new(Read(address, destination.Span));

    private ModbusExceptionCode Read(ushort address, Span<ushort> destination)
    {
        if (machine.Connection.Mode == ConnectionMode.Refused)
        {
            cut((byte)machine.Number);
            return ModbusExceptionCode.GatewayTargetFailedToRespond;
        }
        if (address + destination.Length > HydraulicRig.RegisterCount)
            return ModbusExceptionCode.IllegalDataAddress;

        var first = address / RegistersPerSensor;
        var last = (address + destination.Length - 1) / RegistersPerSensor;
        Span<float> shown = stackalloc float[last - first + 1];
        machine.Read(first, shown);
        Span<ushort> registers = stackalloc ushort[shown.Length * RegistersPerSensor];
        for (var i = 0; i < shown.Length; i++)
            RegisterEncoder.WriteSingle(registers[(i * RegistersPerSensor)..], shown[i]);
        registers.Slice(address - (first * RegistersPerSensor), destination.Length).CopyTo(destination);
        return ModbusExceptionCode.None;
    }
}
