using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Puts writes together: those that follow each other, in the order given and by address, go out in one request.</summary>
internal static class WriteRuns
{
    // Most registers and coils that one request writes (Modbus Application Protocol V1.1b3 §6.12, §6.11).
    private const int MaxRegisters = 123;
    private const int MaxCoils = 1968;

    /// <exception cref="DeviceException">A value does not fit its tag's type.</exception>
    public static IReadOnlyList<WriteRun> Of(DeviceConfiguration device, IReadOnlyList<TagWrite> writes)
    {
        List<WriteRun> runs = [];
        foreach (var write in writes)
        {
            var tag = device.Tags[write.Tag];
            var (modbus, raw) = (tag.Modbus!, tag.Unscaled(write.Value));
            if (runs.Count == 0 || !runs[^1].Takes(modbus, modbus.IsBitArea() ? MaxCoils : MaxRegisters))
                runs.Add(new WriteRun(modbus));
            if (!runs[^1].TryAdd(modbus, raw))
                throw new DeviceException($"{tag.Name}: {write.Value} is {raw} unscaled, which {modbus.Type} cannot hold.");
        }
        return runs;
    }
}
