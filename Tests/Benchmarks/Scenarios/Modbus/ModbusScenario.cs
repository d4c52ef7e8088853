namespace Faultline.Benchmarks.Scenarios.Modbus;

/// <summary>Reading machines over Modbus: what the client costs, beside the plainest C client against the same server.</summary>
internal sealed class ModbusScenario : IScenario
{
    public string Name => "modbus";

    public string Summary => "registers read a CPU second, beside a libmodbus loop in C";

    public Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        ModbusClientFloor.MeasureAsync(duration, cancellationToken);
}
