using Faultline.Contracts;
using Faultline.EndToEnd;
using Faultline.EndToEnd.Line;

namespace Faultline.Benchmarks.Scenarios.Latency;

/// <summary>
/// From the change of a pressure in a machine to the alarm at a client of the live hub, over the whole line: simulator, Modbus or OPC UA, collector, Redis, scorer,
/// database, diagnostics API, gateway. Simulator and client run on the same machine and read the same clock.
/// </summary>
/// <param name="protocol">What the collector reads the machines by.</param>
internal sealed class LatencyScenario(DeviceProtocol protocol) : IScenario
{
    private static readonly string[] Machines = ["hydraulic-1", "hydraulic-2", "hydraulic-3"];
    private static readonly (string Sensor, double Value)[] Pressures = [("PS1", 230), ("PS2", 210), ("PS3", 30), ("PS4", 20), ("PS5", 14), ("PS6", 14)];

    public string Name => "latency";

    public string Summary => "register or value change to live hub client, in ms (p50, p95, p99); --protocol modbus or opcua";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var line = await AppHostFixture.StartAsync();
        using var plant = await Plant.SignInAsync(line.GatewayUri, line.AdminPassword, cancellationToken);
        await using var hub = await LiveHub.ConnectAsync(line.GatewayUri, plant.Token, cancellationToken);

        if (protocol == DeviceProtocol.OpcUa)
            await OpcUaPlant.TakeOverAsync(line, plant, cancellationToken);
        await WarmUpAsync(plant, hub);
        var samples = await MeasureAsync(plant, hub, duration, cancellationToken);
        var floor = await LatencyFloor.MeasureAsync(line, plant, cancellationToken);

        var total = samples.ConvertAll(sample => sample.Total.TotalMilliseconds);
        var polling = samples.ConvertAll(sample => sample.Polling.TotalMilliseconds);
        var rest = samples.ConvertAll(sample => (sample.Total - sample.Polling).TotalMilliseconds);
        var step = protocol == DeviceProtocol.OpcUa ? "sampling" : "polling";
        return new ScenarioResult(
            new Dictionary<string, double>
            {
                ["p50_ms"] = Percentiles.Of(total, 50),
                ["p95_ms"] = Percentiles.Of(total, 95),
                ["p99_ms"] = Percentiles.Of(total, 99),
                ["samples"] = total.Count,
                [step + "_p50_ms"] = Percentiles.Of(polling, 50),
                [step + "_p95_ms"] = Percentiles.Of(polling, 95),
                [$"after_{step}_p50_ms"] = Percentiles.Of(rest, 50),
                [$"after_{step}_p95_ms"] = Percentiles.Of(rest, 95),
            },
            floor,
            [
                protocol == DeviceProtocol.OpcUa
                    ? "sampling: from the change until the server sampled it, every 20 ms; signed and encrypted, publishing interval 20 ms"
                    : "polling: from the register's change until the collector had its value; pressures are polled every 20 ms, so 10 ms on average belong to the schedule",
                "every alarm is stored (committed) before it is announced",
            ]);
    }

    private static async Task WarmUpAsync(Plant plant, LiveHub hub)
    {
        foreach (var machine in Machines)
        {
            _ = await SampleAsync(plant, hub, machine, Pressures[0].Sensor, Pressures[0].Value);
            // Changed again while it is active, the sensor would raise nothing.
            _ = await ClearedAsync(hub, machine, Pressures[0].Sensor);
        }
    }

    private static async Task<List<(TimeSpan Total, TimeSpan Polling)>> MeasureAsync(
        Plant plant, LiveHub hub, TimeSpan duration, CancellationToken cancellationToken)
    {
        var samples = new List<(TimeSpan, TimeSpan)>();
        var until = TimeProvider.System.GetUtcNow() + duration;
        var clearing = new List<Task>();
        while (TimeProvider.System.GetUtcNow() < until)
        {
            foreach (var (sensor, value) in Pressures)
            {
                foreach (var machine in Machines)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    samples.Add(await SampleAsync(plant, hub, machine, sensor, value));
                    clearing.Add(ClearedAsync(hub, machine, sensor));
                }
            }
            await Task.WhenAll(clearing);
            clearing.Clear();
        }
        return samples;
    }

    private static async Task<(TimeSpan Total, TimeSpan Polling)> SampleAsync(Plant plant, LiveHub hub, string machine, string sensor, double value)
    {
        var known = hub.Seen<AlarmTransition>().Select(transition => transition.Alarm.Id).ToHashSet();
        var arrival = new TaskCompletionSource<(AlarmTransition Transition, DateTimeOffset At)>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.AlarmArrived.Clear();
        hub.AlarmArrived.Add((transition, at) =>
        {
            if (transition.Event == AlarmEvent.Raised && transition.Alarm.SystemId.Value == machine && transition.Alarm.Source == sensor
                && transition.Alarm.Condition == AlarmCondition.HighHigh && !known.Contains(transition.Alarm.Id))
                arrival.TrySetResult((transition, at));
        });
        var change = await plant.SetSensorAsync(machine, sensor, "stuck", value);
        var changedAt = change.GetProperty("changed_at").GetDateTimeOffset();
        var (alarm, arrivedAt) = await arrival.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await plant.SetSensorAsync(machine, sensor, "normal");
        return (arrivedAt - changedAt, alarm.At - changedAt);
    }

    private static Task<AlarmTransition> ClearedAsync(LiveHub hub, string machine, string sensor)
    {
        var raised = hub.Seen<AlarmTransition>().Last(transition =>
            transition.Event == AlarmEvent.Raised && transition.Alarm.SystemId.Value == machine && transition.Alarm.Source == sensor);
        return hub.AlarmAsync(
            transition => transition.Event == AlarmEvent.Cleared && transition.Alarm.Id == raised.Alarm.Id, TimeSpan.FromSeconds(30));
    }
}
