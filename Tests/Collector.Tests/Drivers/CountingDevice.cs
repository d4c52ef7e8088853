using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>A holding register that shows how often it was read: what was read can be counted in the readings themselves.</summary>
internal sealed class CountingDevice : IModbusDevice
{
    private int reads;

    public int Reads => Volatile.Read(ref reads);

    public ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
    {
        destination.Span[0] = (ushort)Interlocked.Increment(ref reads);
        return new(ModbusExceptionCode.None);
    }
}
