using System.Globalization;
using Faultline.ServiceDefaults;

namespace Faultline.Simulator;

/// <summary>
/// Short settings: on the command line (<c>--replay DIR --speed 10 --replay-stride 7 --replay-end stop</c>), and what the AppHost injects
/// (<c>Faultline__ModbusPort</c>, <c>Faultline__OpcUaPort</c>, <c>Faultline__OpcUaFolder</c>, <c>Faultline__Replay</c>, <c>Faultline__Speed</c>). The command line goes first.
/// </summary>
internal static class SimulatorConfiguration
{
    public static void Apply(IConfiguration configuration, SimulatorOptions options)
    {
        if (First(configuration, "modbus-port", "Faultline:ModbusPort") is { } port)
            options.ModbusPort = ToInt32("modbus-port", port);
        if (First(configuration, "opcua-port", "Faultline:OpcUaPort") is { } opcUaPort)
            options.OpcUaPort = ToInt32("opcua-port", opcUaPort);
        if (First(configuration, "opcua-folder", "Faultline:OpcUaFolder") is { } opcUaFolder)
            options.OpcUaFolder = opcUaFolder;
        if (First(configuration, "replay", "Faultline:Replay") is { } folder)
            options.Replay = folder;
        if (First(configuration, "speed", "Faultline:Speed") is { } speed)
            options.Speed = ToDouble("speed", speed);
        if (First(configuration, "replay-stride", "Faultline:ReplayStride") is { } stride)
            options.ReplayStride = ToInt32("replay-stride", stride);
        if (First(configuration, "replay-end", "Faultline:ReplayEnd") is { } end)
            options.ReplayEnd = ToReplayEnd(end);
        if (options.Replay is { Length: 0 })
            options.Replay = null;
    }

    private static string? First(IConfiguration configuration, string key, string injected) =>
        configuration.OnCommandLine(key) ?? (configuration[injected] is { Length: > 0 } value ? value : null);

    private static int ToInt32(string key, string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InvalidOperationException($"{key} '{text}' is no whole number.");

    private static double ToDouble(string key, string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InvalidOperationException($"{key} '{text}' is no number.");

    private static ReplayEnd ToReplayEnd(string text) => text switch
    {
        "start-over" or "start_over" => ReplayEnd.StartOver,
        "stop" => ReplayEnd.Stop,
        _ => throw new InvalidOperationException($"replay-end '{text}' is unknown; 'start-over' and 'stop' are accepted."),
    };
}
