namespace Faultline.Contracts;

/// <summary>What can be wrong with a device itself.</summary>
internal static class DeviceFaults
{
    private const double Day = 86_400_000;
    private const double Hour = 3_600_000;

    public static void Find(DeviceConfiguration device, List<ConfigurationFault> all)
    {
        var faults = new FaultList(all, device.Id, null);
        if (!SystemId.IsValid(device.Id))
            faults.Add("id", $"'{device.Id}' is not 1 to {SystemId.MaxLength} characters of a-z, 0-9, '-' and '_'.");
        if (device.Name.Length > 200)
            faults.Add("name", $"{device.Name.Length} characters; at most 200 are accepted.");
        FindInSystem(device.System, faults);
        FindInAddress(device, faults);
        FindInTimes(device, faults);
        if (device.Tags.Count > PlantConfigurationValidator.MaxTags)
            faults.Add("tags", $"{device.Tags.Count} tags; at most {PlantConfigurationValidator.MaxTags} are accepted.");
        var rates = device.Tags.Select(tag => tag.IntervalMs).Distinct().Count();
        if (rates > PlantConfigurationValidator.MaxIntervals)
            faults.Add("tags", $"{rates} different intervals; at most {PlantConfigurationValidator.MaxIntervals} are accepted.");
        if (device.Protocol == DeviceProtocol.OpcUa)
            OpcUaFaults.Find(device, faults);
        else if (device.Modbus is { } modbus)
            FindInModbus(device, modbus, faults);
        else
            faults.Add("modbus", "missing: the device speaks Modbus.");
    }

    private static void FindInSystem(DeviceSystem system, FaultList faults)
    {
        if (!SystemId.IsValid(system.Id))
            faults.Add("system.id", $"'{system.Id}' is not 1 to {SystemId.MaxLength} characters of a-z, 0-9, '-' and '_'.");
        faults.Range("system.number", system.Number, 1, SensorId.MaxSystemNumber);
        if (system.Name.Length is 0 or > 200)
            faults.Add("system.name", $"{system.Name.Length} characters; 1 to 200 are accepted.");
        if (!(system.CycleSeconds is > 0 and <= 86_400))
            faults.Add("system.cycle_seconds", $"{FaultList.Number(system.CycleSeconds)} is not above 0 and up to 86400.");
    }

    private static void FindInAddress(DeviceConfiguration device, FaultList faults)
    {
        if (device.Host.StartsWith("service://", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(device.Host, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
                faults.Add("host", $"'{device.Host}' is not service://NAME/ENDPOINT.");
            return;
        }
        if (Uri.CheckHostName(device.Host) == UriHostNameType.Unknown)
            faults.Add("host", $"'{device.Host}' is no host name or address.");
        faults.Range("port", device.Port, 1, 65535);
    }

    private static void FindInTimes(DeviceConfiguration device, FaultList faults)
    {
        faults.Range("connect_timeout_ms", device.ConnectTimeoutMs, 10, 300_000, " ms");
        faults.Range("request_timeout_ms", device.RequestTimeoutMs, 10, 300_000, " ms");
        faults.Range("back_off_first_ms", device.BackOffFirstMs, 10, Hour, " ms");
        faults.Range("back_off_longest_ms", device.BackOffLongestMs, 10, Hour, " ms");
        if (device.BackOffLongestMs < device.BackOffFirstMs)
            faults.Add("back_off_longest_ms", $"{FaultList.Number(device.BackOffLongestMs)} ms is less than back_off_first_ms, {FaultList.Number(device.BackOffFirstMs)} ms.");
        faults.Range("start_jitter_ms", device.StartJitterMs, 0, Hour, " ms");
        faults.Range("bad_after_ms", device.BadAfterMs, 0, Day, " ms");
        faults.Range("retry_bad_ms", device.RetryBadMs, 1000, Day, " ms");
    }

    private static void FindInModbus(DeviceConfiguration device, ModbusSettings modbus, FaultList faults)
    {
        faults.Range("modbus.unit_id", modbus.UnitId, 0, 255);
        faults.Range("modbus.in_flight", modbus.InFlight, 1, ModbusSettings.InFlightLimit);
        faults.Range("modbus.max_gap", modbus.MaxGap, 0, ModbusSettings.BitLimit - 1);
        faults.Range("modbus.max_registers", modbus.MaxRegisters, 1, ModbusSettings.RegisterLimit);
        faults.Range("modbus.max_bits", modbus.MaxBits, 1, ModbusSettings.BitLimit);
        if (modbus.Transport == ModbusTransport.Tls && string.IsNullOrEmpty(modbus.Certificate))
            faults.Add("modbus.certificate", "missing: TLS needs the name of a certificate setting of the collector.");
        if (modbus.Transport == ModbusTransport.RtuOverTcp && modbus.InFlight > 1)
            faults.Add("modbus.in_flight", $"{modbus.InFlight}; RTU frames carry no transaction id, so 1 is the only value.");
        if (modbus.ClockTag is { } clock && !device.Tags.Any(tag => tag.Name == clock && tag.Modbus?.Type is not (null or TagType.String or TagType.Bool)))
            faults.Add("modbus.clock_tag", $"'{clock}' is no numeric tag of the device.");
    }
}
