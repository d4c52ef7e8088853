using Faultline.Collector.Drivers;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Writing: neighbours go out in one request, each value is read back.</summary>
internal sealed partial class ModbusReader
{
    public async Task<IReadOnlyList<WrittenValue>> WriteAsync(IReadOnlyList<TagWrite> writes, CancellationToken cancellationToken)
    {
        var link = Volatile.Read(ref connected) ?? throw new DeviceException($"{device.Id} is not connected.");
        try
        {
            foreach (var run in WriteRuns.Of(device, writes))
                await link.WriteAsync(client => run.SendAsync(client, (byte)device.Modbus!.UnitId, cancellationToken), cancellationToken);
            List<WrittenValue> written = [];
            foreach (var write in writes)
                written.Add(await ReadBackAsync(link, write, cancellationToken));
            return written;
        }
        catch (ModbusException exception)
        {
            throw Lost(exception);
        }
    }

    private async Task<WrittenValue> ReadBackAsync(IModbusLink link, TagWrite write, CancellationToken cancellationToken)
    {
        var tag = device.Tags[write.Tag];
        var modbus = tag.Modbus!;
        // Memory of its own: the poll loop goes on meanwhile.
        var plan = planner.Alone(write.Tag);
        var reading = new PlanReading(link, (byte)device.Modbus!.UnitId);
        if (await reading.ReadAsync(plan, cancellationToken) > 0)
            throw Lost(reading.Refusals[0].Failure);
        var wanted = tag.Unscaled(write.Value);
        if (modbus.IsBitArea())
            return new WrittenValue(write.Tag, tag.Scaled(plan.Bits[0] ? 1 : 0), plan.Bits[0] == (Math.Round(wanted) != 0));
        return TagCodec.TryDecode(modbus, plan.Registers, out var raw)
            ? new WrittenValue(write.Tag, tag.Scaled(raw), IsWritten(modbus, wanted, raw))
            : new WrittenValue(write.Tag, 0, Confirmed: false);
    }

    private static bool IsWritten(ModbusTag modbus, double wanted, double raw) => modbus.Type switch
    {
        TagType.Float32 => (float)raw == (float)wanted,
        TagType.Float64 => raw.Equals(wanted),
        _ => raw.Equals(Math.Round(wanted)),
    };
}
