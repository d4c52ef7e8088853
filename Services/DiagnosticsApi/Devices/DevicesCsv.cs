using System.Globalization;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Csv;

namespace Faultline.DiagnosticsApi.Devices;

/// <summary>Devices, without their tags, as lines of a CSV file.</summary>
internal static class DevicesCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "id", "name", "enabled", "system_id", "system_number", "system_name", "cycle_seconds", "protocol", "host", "port", "transport", "certificate", "unit_id", "in_flight", "shared_connection",
        "merging", "max_gap", "max_registers", "max_bits", "clock_tag", "connect_timeout_ms", "request_timeout_ms", "back_off_first_ms", "back_off_longest_ms",
        "start_jitter_ms", "bad_after_ms", "retry_bad_ms",
        "path", "security", "sign_only", "verify_host", "user", "password", "publishing_interval_ms", "keep_alive_ms", "lifetime_ms", "polling",
    ];

    public static IReadOnlyList<string?> Write(DeviceConfiguration device) =>
    [
        device.Id, device.Name, Text(device.Enabled), device.System.Id, Text(device.System.Number), device.System.Name, Text(device.System.CycleSeconds),
        CsvRow.NameOf(device.Protocol), device.Host, Text(device.Port), .. WriteModbus(device.Modbus), Text(device.ConnectTimeoutMs),
        Text(device.RequestTimeoutMs), Text(device.BackOffFirstMs), Text(device.BackOffLongestMs), Text(device.StartJitterMs), Text(device.BadAfterMs), Text(device.RetryBadMs),
        .. WriteOpcUa(device.OpcUa),
    ];

    public static DeviceConfiguration Read(CsvRow row)
    {
        var standard = new DeviceConfiguration();
        var protocol = row.Choice("protocol", standard.Protocol);
        return new DeviceConfiguration
        {
            Id = row.Text("id"),
            Name = row.Text("name"),
            Enabled = row.Flag("enabled", true),
            System = new DeviceSystem
            {
                Id = row.Text("system_id"), Number = row.Whole("system_number", 0), Name = row.Text("system_name"), CycleSeconds = row.Number("cycle_seconds", 60),
            },
            Protocol = protocol,
            Host = row.Text("host"),
            Port = row.Whole("port", standard.Port),
            ConnectTimeoutMs = row.Number("connect_timeout_ms", standard.ConnectTimeoutMs),
            RequestTimeoutMs = row.Number("request_timeout_ms", standard.RequestTimeoutMs),
            BackOffFirstMs = row.Number("back_off_first_ms", standard.BackOffFirstMs),
            BackOffLongestMs = row.Number("back_off_longest_ms", standard.BackOffLongestMs),
            StartJitterMs = row.Number("start_jitter_ms", standard.StartJitterMs),
            BadAfterMs = row.Number("bad_after_ms", standard.BadAfterMs),
            RetryBadMs = row.Number("retry_bad_ms", standard.RetryBadMs),
            Modbus = protocol == DeviceProtocol.Modbus ? ReadModbus(row) : null,
            OpcUa = protocol == DeviceProtocol.OpcUa ? ReadOpcUa(row) : null,
        };
    }

    // Columns of the other protocol stay empty.
    private static string?[] WriteModbus(ModbusSettings? modbus) => modbus is null ? new string?[10] :
    [
        CsvRow.NameOf(modbus.Transport), modbus.Certificate, Text(modbus.UnitId), Text(modbus.InFlight), Text(modbus.SharedConnection), CsvRow.NameOf(modbus.Merging), Text(modbus.MaxGap), Text(modbus.MaxRegisters),
        Text(modbus.MaxBits), modbus.ClockTag,
    ];

    private static string?[] WriteOpcUa(OpcUaSettings? opcUa) => opcUa is null ? new string?[10] :
    [
        opcUa.Path, CsvRow.NameOf(opcUa.Security), Text(opcUa.SignOnly), Text(opcUa.VerifyHost), opcUa.User, opcUa.Password, Text(opcUa.PublishingIntervalMs),
        Text(opcUa.KeepAliveMs), Text(opcUa.LifetimeMs), Text(opcUa.Polling),
    ];

    private static ModbusSettings ReadModbus(CsvRow row)
    {
        var standard = new ModbusSettings();
        return new ModbusSettings
        {
            UnitId = row.Whole("unit_id", standard.UnitId),
            Transport = row.Choice("transport", standard.Transport),
            Certificate = row.TextOrNull("certificate"),
            InFlight = row.Whole("in_flight", standard.InFlight),
            SharedConnection = row.Flag("shared_connection", standard.SharedConnection),
            Merging = row.Choice("merging", standard.Merging),
            MaxGap = row.Whole("max_gap", standard.MaxGap),
            MaxRegisters = row.Whole("max_registers", standard.MaxRegisters),
            MaxBits = row.Whole("max_bits", standard.MaxBits),
            ClockTag = row.TextOrNull("clock_tag"),
        };
    }

    private static OpcUaSettings ReadOpcUa(CsvRow row)
    {
        var standard = new OpcUaSettings();
        return new OpcUaSettings
        {
            Path = row.Text("path"),
            Security = row.Choice("security", standard.Security),
            SignOnly = row.Flag("sign_only", standard.SignOnly),
            VerifyHost = row.Flag("verify_host", standard.VerifyHost),
            User = row.TextOrNull("user"),
            Password = row.TextOrNull("password"),
            PublishingIntervalMs = row.Number("publishing_interval_ms", standard.PublishingIntervalMs),
            KeepAliveMs = row.Number("keep_alive_ms", standard.KeepAliveMs),
            LifetimeMs = row.Number("lifetime_ms", standard.LifetimeMs),
            Polling = row.Flag("polling", standard.Polling),
        };
    }

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
