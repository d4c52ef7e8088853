using Faultline.Benchmarks.Scenarios.Acquisition;

namespace Faultline.Benchmarks.Scenarios.Modbus;

/// <summary>
/// Reading machines over Modbus: one collector with 100 devices of 1000 tags at 1 Hz, and what the client costs beside the plainest C client against the same server.
/// </summary>
internal sealed class ModbusScenario : IScenario
{
    public string Name => "modbus";

    public string Summary => "100 devices of 1000 tags at 1 Hz; registers read a CPU second, beside a libmodbus loop in C";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var load = await AcquisitionLoad.MeasureAsync(duration / 2, cancellationToken);
        var client = await ModbusClientFloor.MeasureAsync(duration / 2, cancellationToken);
        return client with
        {
            Figures = load.Concat(client.Figures).ToDictionary(),
            Notes =
            [
                "100 x 1000: 100 sockets served by a process of its own; the collector's process decodes, validates, numbers and spools every reading (fsync each second); database and Redis are away",
                .. client.Notes,
            ],
        };
    }
}
