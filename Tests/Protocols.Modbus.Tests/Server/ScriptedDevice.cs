using Faultline.Protocols.Modbus.Server;

namespace Faultline.Protocols.Modbus.Tests.Server;

/// <summary>A device whose input registers do what the test says; everything else is not implemented.</summary>
internal sealed class ScriptedDevice(Func<CancellationToken, ValueTask<ModbusExceptionCode>> read) : IModbusDevice
{
    public ValueTask<ModbusExceptionCode> ReadInputRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
    {
        destination.Span.Fill(0x0102);
        return read(ct);
    }
}
