using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Values at neighbouring addresses of one table, written in one request.</summary>
internal sealed class WriteRun(ModbusTag first)
{
    private readonly List<ushort> registers = [];
    private readonly List<bool> coils = [];

    private int Length => first.IsBitArea() ? coils.Count : registers.Count;

    /// <summary>Whether a further value belongs to this request.</summary>
    public bool Takes(ModbusTag next, int most) =>
        next.Area == first.Area && first.Bit is null && next.Bit is null && next.Address == first.Address + Length && Length + next.Size() <= most;

    /// <summary>Adds a value; false when the type cannot hold it.</summary>
    public bool TryAdd(ModbusTag tag, double raw)
    {
        if (tag.IsBitArea() || tag.Bit is not null)
        {
            coils.Add(Math.Round(raw) != 0);
            return Math.Round(raw) is 0 or 1;
        }
        var room = new ushort[tag.Size()];
        if (!TagCodec.TryEncode(tag, raw, room))
            return false;
        registers.AddRange(room);
        return true;
    }

    /// <summary>Sends it.</summary>
    /// <exception cref="ModbusException">The device is lost or refuses.</exception>
    public async Task SendAsync(ModbusTcpClient client, byte unit, CancellationToken cancellationToken)
    {
        var address = (ushort)first.Address;
        if (first.Bit is { } bit)
            await SetBitAsync(client, unit, address, bit, cancellationToken);
        else if (first.IsBitArea() && coils.Count == 1)
            await client.WriteSingleCoilAsync(unit, address, coils[0], cancellationToken);
        else if (first.IsBitArea())
            await client.WriteMultipleCoilsAsync(unit, address, coils.ToArray(), cancellationToken);
        else if (registers.Count == 1)
            await client.WriteSingleRegisterAsync(unit, address, registers[0], cancellationToken);
        else
            await client.WriteMultipleRegistersAsync(unit, address, registers.ToArray(), cancellationToken);
    }

    private async Task SetBitAsync(ModbusTcpClient client, byte unit, ushort address, int bit, CancellationToken cancellationToken)
    {
        var swapped = first.Order is ByteOrder.Badc or ByteOrder.Dcba;
        var mask = (ushort)(1 << (swapped ? (bit + 8) % 16 : bit));
        // Function 22 changes the one bit inside the device; older devices lack it, and then nothing better than to read and write is left.
        try
        {
            await client.MaskWriteRegisterAsync(unit, address, (ushort)~mask, coils[0] ? mask : (ushort)0, cancellationToken);
        }
        catch (ModbusException exception) when (exception.Code == ModbusExceptionCode.IllegalFunction)
        {
            var register = new ushort[1];
            await client.ReadHoldingRegistersAsync(unit, address, register, cancellationToken);
            var changed = (ushort)(coils[0] ? register[0] | mask : register[0] & ~mask);
            await client.WriteSingleRegisterAsync(unit, address, changed, cancellationToken);
        }
    }
}
