using System.Collections.Concurrent;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>Holding registers with holes that cannot be read; each shows its own address until it is written. Remembers what it was asked.</summary>
internal sealed class HolesDevice(params int[] holes) : IModbusDevice
{
    private readonly ushort[] registers = [.. Enumerable.Range(0, 1000).Select(i => (ushort)i)];
    private readonly HashSet<int> holes = [.. holes];

    /// <summary>Address and quantity of each read.</summary>
    public ConcurrentQueue<(int Address, int Count)> Asked { get; } = new();

    /// <summary>Address and quantity of each write.</summary>
    public ConcurrentQueue<(int Address, int Count)> Written { get; } = new();

    /// <summary>Answered instead of everything while it is set.</summary>
    public ModbusExceptionCode Trouble { get; set; }

    public void Fill(int hole)
    {
        lock (holes)
            holes.Remove(hole);
    }

    public ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
    {
        Asked.Enqueue((address, destination.Length));
        if (Trouble != ModbusExceptionCode.None)
            return new(Trouble);
        lock (holes)
        {
            if (holes.Any(hole => hole >= address && hole < address + destination.Length))
                return new(ModbusExceptionCode.IllegalDataAddress);
        }
        registers.AsMemory(address, destination.Length).CopyTo(destination);
        return new(ModbusExceptionCode.None);
    }

    public ValueTask<ModbusExceptionCode> WriteRegistersAsync(ushort address, ReadOnlyMemory<ushort> values, CancellationToken ct)
    {
        Written.Enqueue((address, values.Length));
        values.CopyTo(registers.AsMemory(address));
        return new(ModbusExceptionCode.None);
    }
}
