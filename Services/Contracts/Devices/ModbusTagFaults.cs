namespace Faultline.Contracts;

/// <summary>What can be wrong with a tag's place in a Modbus device.</summary>
internal static class ModbusTagFaults
{
    public static void Find(DeviceConfiguration device, TagConfiguration tag, ModbusTag modbus, FaultList faults)
    {
        faults.Range("modbus.address", modbus.Address, 0, ModbusTag.AddressSpace - 1);
        FindInType(modbus, faults);
        var limit = modbus.IsBitArea() ? device.Modbus?.MaxBits ?? ModbusSettings.BitLimit : device.Modbus?.MaxRegisters ?? ModbusSettings.RegisterLimit;
        if (modbus.Size() > limit)
            faults.Add("modbus.type", $"{modbus.Type} takes {modbus.Size()} registers, more than the device's largest request of {limit}.");
        if (modbus.Address + modbus.Size() > ModbusTag.AddressSpace)
            faults.Add("modbus.address", $"{modbus.Address} and {modbus.Size()} registers end past {ModbusTag.AddressSpace - 1}.");
        if (tag.Write is not null)
            FindInWriting(modbus, faults);
        if (modbus.Type == TagType.String && (tag.ReportsByException() || tag.Limits is not null || tag.NoDataAfterSeconds is not null))
            faults.Add("modbus.type", "a text has no deadband, limits or no-data alarm.");
    }

    private static void FindInType(ModbusTag modbus, FaultList faults)
    {
        if (modbus.IsBitArea() && modbus.Type != TagType.Bool)
            faults.Add("modbus.type", $"{modbus.Type}; coils and discrete inputs are bool.");
        if (modbus.IsBitArea() && modbus.Bit is not null)
            faults.Add("modbus.bit", "coils and discrete inputs are single bits.");
        if (!modbus.IsBitArea() && (modbus.Type == TagType.Bool) != (modbus.Bit is not null))
            faults.Add("modbus.bit", modbus.Bit is null ? "missing: a bool in a register needs its bit." : $"a bit needs the type bool, not {modbus.Type}.");
        if (modbus.Bit is { } bit)
            faults.Range("modbus.bit", bit, 0, 15);
        if ((modbus.Type == TagType.String) != (modbus.Length is not null))
            faults.Add("modbus.length", modbus.Length is null ? "missing: a string needs its length." : $"{modbus.Type} has no length.");
        if (modbus.Length is { } length)
            faults.Range("modbus.length", length, 1, ModbusTag.LongestText);
    }

    private static void FindInWriting(ModbusTag modbus, FaultList faults)
    {
        if (modbus.Area is ModbusArea.Discrete or ModbusArea.Input)
            faults.Add("write", $"{modbus.Area} is read only.");
        if (modbus.Type == TagType.String)
            faults.Add("write", "texts cannot be written.");
    }
}
