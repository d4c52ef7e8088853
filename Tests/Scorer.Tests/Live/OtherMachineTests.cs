using Faultline.Contracts;
using Xunit;

namespace Faultline.Scorer.Tests.Live;

/// <summary>Machines of the plant that the model was not trained for.</summary>
public sealed class OtherMachineTests
{
    private const double Cycles = 68;
    private readonly MemoryLine line = new();

    // The very readings that make a rig's predictions: were it for them alone, the first two would have some, too.
    [Theory]
    [InlineData("one sensor has another name")]
    [InlineData("two sensors change places")]
    [InlineData("one sensor is missing")]
    [InlineData("there is one sensor")]
    public async Task System_WithoutTheRigsSensors_HasLimitAlarms_ButNoPredictions(string difference)
    {
        var system = Machine.Definition with { Id = new SystemId("press-9"), Sensors = SensorsWhere(difference) };
        line.Store(BatchesOf(system));

        await using (new PipelineFixture(line, startSeconds: Cycles, system))
            await line.Changed.UntilAsync(() => line.Checkpoint is { } checkpoint && checkpoint.Time >= Machine.At(Cycles - 1) && line.Announced.Count == 1);

        Assert.Empty(line.Predictions);
        Assert.DoesNotContain("announced prediction", line.Events);
        Assert.Equal((system.Id, AlarmKind.Limit, "PS1"), (line.Announced[0].Alarm.SystemId, line.Announced[0].Alarm.Kind, line.Announced[0].Alarm.Source));
    }

    [Fact]
    public async Task System_WithTheRigsSensorsInAnyOrder_HasPredictions()
    {
        var system = Machine.Definition with { Id = new SystemId("press-9"), Sensors = [.. HydraulicRig.Sensors.Reverse()] };
        line.Store(BatchesOf(system));

        await using (new PipelineFixture(line, startSeconds: Cycles, system))
            await line.Changed.UntilAsync(() => line.Predictions.Count > 0);

        Assert.Equal(system.Id, line.Predictions[0].SystemId);
    }

    private static IReadOnlyList<SensorDefinition> SensorsWhere(string difference) => difference switch
    {
        "one sensor has another name" => [.. HydraulicRig.Sensors.Select(sensor => sensor.Name == "CP" ? sensor with { Name = "FLOW" } : sensor)],
        "two sensors change places" =>
            [.. HydraulicRig.Sensors.Select(sensor => sensor.Name switch { "TS1" => sensor with { Name = "TS2" }, "TS2" => sensor with { Name = "TS1" }, _ => sensor })],
        "one sensor is missing" => [.. HydraulicRig.Sensors.Where(sensor => sensor.Name != "CE")],
        "there is one sensor" => [.. HydraulicRig.Sensors.Where(sensor => sensor.Name == "PS1")],
        _ => throw new ArgumentOutOfRangeException(nameof(difference), difference, "No such machine."),
    };

    /// <summary>A healthy rig's polls of more than a cycle, of the sensors that the system has; at last its pressure is too high.</summary>
    private static ReadingBatch[] BatchesOf(SystemDefinition system)
    {
        var known = system.Sensors.Select(system.IdOf).ToHashSet();
        var polls = new Machine(12.34).Polls(0, Cycles).Select(readings => readings.Where(reading => known.Contains(reading.Sensor)).ToList())
            .Append([new Reading(SensorId.Create(system.Number, 1), Machine.At(Cycles), 250, Quality.Good)]);
        return [.. polls.Where(readings => readings.Count > 0).Select((readings, i) => new ReadingBatch("collector-a", system.Id, i + 1, readings))];
    }
}
