namespace Faultline.Contracts;

/// <summary>What can be wrong with devices that take turns on one connection: it has one set of settings, whoever opens it.</summary>
internal static class SharedConnectionFaults
{
    public static void Find(PlantConfiguration plant, List<ConfigurationFault> all)
    {
        var lines = plant.Devices.Where(device => device.Protocol == DeviceProtocol.Modbus && device.Modbus?.TakesTurns() == true)
            .GroupBy(device => (Host: device.Host.ToUpperInvariant(), device.Port));
        foreach (var line in lines)
        {
            var first = line.First();
            foreach (var device in line.Skip(1))
                FindBetween(first, device, new FaultList(all, device.Id, null));
        }
    }

    private static void FindBetween(DeviceConfiguration first, DeviceConfiguration device, FaultList faults)
    {
        var (one, other) = (first.Modbus!, device.Modbus!);
        Compare("modbus.transport", one.Transport, other.Transport);
        Compare("modbus.certificate", one.Certificate, other.Certificate);
        Compare("modbus.in_flight", one.InFlight, other.InFlight);
        Compare("connect_timeout_ms", first.ConnectTimeoutMs, device.ConnectTimeoutMs);
        Compare("request_timeout_ms", first.RequestTimeoutMs, device.RequestTimeoutMs);

        void Compare<T>(string field, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
                faults.Add(field, FormattableString.Invariant($"'{actual}'; '{first.Id}', with which it shares a connection, has '{expected}'."));
        }
    }
}
