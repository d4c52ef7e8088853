using Faultline.Collector.Drivers;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Writing: neighbours go out in one request, each value is read back.</summary>
internal sealed partial class ModbusReader
{
    public async Task<IReadOnlyList<WrittenValue>> WriteAsync(IReadOnlyList<TagWrite> writes, CancellationToken cancellationToken)
    {
        var client = Volatile.Read(ref connected) ?? throw new DeviceException($"{device.Id} is not connected.");
        try
        {
            foreach (var run in WriteRuns.Of(device, writes))
                await run.SendAsync(client, (byte)device.Modbus!.UnitId, cancellationToken);
            List<WrittenValue> written = [];
            foreach (var write in writes)
                written.Add(await ReadBackAsync(client, write, cancellationToken));
            return written;
        }
        catch (ModbusException exception)
        {
            throw Lost(exception);
        }
    }

    private async Task<WrittenValue> ReadBackAsync(ModbusTcpClient client, TagWrite write, CancellationToken cancellationToken)
    {
        var tag = device.Tags[write.Tag];
        var modbus = tag.Modbus!;
        // Buffers of its own: the poll loop goes on meanwhile.
        var blocks = new ModbusBlocks(client, (byte)device.Modbus!.UnitId);
        var request = planner.Alone(write.Tag);
        if (await blocks.ReadAsync(new ReadPlan([request], request.IsBits ? 0 : request.Count, request.IsBits ? request.Count : 0), cancellationToken) > 0)
            throw Lost(blocks.Refusals[0].Failure);
        var wanted = tag.Unscaled(write.Value);
        if (request.IsBits)
            return new WrittenValue(write.Tag, tag.Scaled(blocks.Bits[0] ? 1 : 0), blocks.Bits[0] == (Math.Round(wanted) != 0));
        if (!TagCodec.TryDecode(modbus, blocks.Registers, out var raw))
            return new WrittenValue(write.Tag, 0, Confirmed: false);
        return new WrittenValue(write.Tag, tag.Scaled(raw), IsWritten(modbus, wanted, raw));
    }

    private static bool IsWritten(ModbusTag modbus, double wanted, double raw) => modbus.Type switch
    {
        TagType.Float32 => (float)raw == (float)wanted,
        TagType.Float64 => raw.Equals(wanted),
        _ => raw.Equals(Math.Round(wanted)),
    };
}
