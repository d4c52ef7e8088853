using System.Net;
using System.Text.Json;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests;

public sealed class LineTests
{
    [Fact]
    public async Task EverySensor_OfEveryMachine_Arrives()
    {
        await using var line = await RunningCollector.StartAsync();

        await line.Arrived.UntilAsync(() => Published(line).Select(reading => reading.Sensor).Distinct().Count() == 3 * HydraulicRig.SensorCount);

        Assert.All(Published(line), reading => Assert.True(reading.Quality.IsGood));
    }

    [Fact]
    public async Task Published_IsWhatIsStored_WithoutGaps()
    {
        await using var line = await RunningCollector.StartAsync();
        await line.Arrived.UntilAsync(() => line.Published.Count >= 60);

        await line.Store.Changed.UntilAsync(() => line.Store.Batches.Count >= 60);

        var published = line.Published.ToDictionary(batch => (batch.System, batch.Sequence));
        foreach (var stream in line.Store.Batches.GroupBy(batch => batch.System))
        {
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(i => (long)i), stream.Select(batch => batch.Sequence));
            Assert.All(stream, batch => Assert.Equal(published[(batch.System, batch.Sequence)].Readings, batch.Readings));
        }
    }

    [Fact]
    public async Task Garbage_EndsInQuarantine_AndNeverInReadings()
    {
        await using var line = await RunningCollector.StartAsync();
        await line.Arrived.UntilAsync(() => line.Of(2, "PS3").Any());
        await line.PutAsync("2/sensors/PS3", """{"mode":"nan"}""");
        await line.PutAsync("2/sensors/TS1", """{"mode":"stuck","value":-3000}""");

        await line.Store.Changed.UntilAsync(() => line.Store.Quarantined.Select(entry => entry.SensorName).Distinct().Count() == 2);

        var nan = line.Store.Quarantined.First(entry => entry.SensorName == "PS3");
        Assert.Equal((QuarantineReason.NotFinite, "7fc00000", (double?)null), (nan.Reason, nan.Raw.Replace("ffc00000", "7fc00000", StringComparison.Ordinal), nan.Value));
        var low = line.Store.Quarantined.First(entry => entry.SensorName == "TS1");
        Assert.Equal((QuarantineReason.OutOfRange, "c53b8000", (double?)-3000), (low.Reason, low.Raw, low.Value));
        Assert.Equal(new SystemId("hydraulic-2"), low.SystemId);
        Assert.All(Published(line), reading => Assert.InRange(reading.Value, -100, 10_000));
    }

    [Fact]
    public async Task LostMachine_IsUncertain_ThenBad_AndComesBack()
    {
        await using var line = await RunningCollector.StartAsync();
        await line.Versions.ChangeAsync(plant => plant with { Devices = [.. plant.Devices.Select(device => device with { BadAfterMs = 300 })] });
        await line.Arrived.UntilAsync(() => line.Of(2, "SE").Count() > 1);

        await line.PutAsync("2/connection", """{"mode":"refused"}""");
        await line.Arrived.UntilAsync(() => line.Of(2, "SE").Any(reading => reading.Quality.Class == QualityClass.Bad));
        var doubtful = Published(line).Where(reading => !reading.Quality.IsGood).ToArray();
        await line.PutAsync("2/connection", """{"mode":"normal"}""");
        await line.Arrived.UntilAsync(() => line.Of(2, "SE").Last().Quality.IsGood);

        Assert.Equal(2 * HydraulicRig.SensorCount, doubtful.Length);
        Assert.All(doubtful, reading => Assert.Equal(2, reading.Sensor.SystemNumber));
        Assert.All(doubtful[..HydraulicRig.SensorCount], reading => Assert.Equal(Quality.UncertainLastUsableValue, reading.Quality));
        Assert.All(doubtful[HydraulicRig.SensorCount..], reading => Assert.Equal(Quality.BadNoCommunication, reading.Quality));
    }

    [Fact]
    public async Task NewVersion_ReplacesChangedDevices_AndLeavesTheOthersAlone()
    {
        await using var line = await RunningCollector.StartAsync();
        await line.Arrived.UntilAsync(() => line.Of(3, "SE").Any());
        var kept = line.Fleet.Find("hydraulic-1");
        var replaced = line.Fleet.Find("hydraulic-2");

        await line.Versions.ChangeAsync(plant => new PlantConfiguration(
            [plant.Devices[0], plant.Devices[1] with { Tags = [.. plant.Devices[1].Tags.Select(tag => tag with { Offset = 1 })] }]));
        await line.Arrived.UntilAsync(() => line.Of(3, "SE").LastOrDefault() is { Quality.Code: 0x808D } && line.Of(2, "SE").Last().Quality.IsGood);

        Assert.Same(kept, line.Fleet.Find("hydraulic-1"));
        Assert.NotSame(replaced, line.Fleet.Find("hydraulic-2"));
        Assert.Null(line.Fleet.Find("hydraulic-3"));
        Assert.DoesNotContain(line.Of(1, "SE"), reading => !reading.Quality.IsGood);
    }

    [Fact]
    public async Task Readiness_WithoutDatabaseAndRedis_SaysSo()
    {
        await using var line = await RunningCollector.StartAsync();
        await line.Arrived.UntilAsync(() => !line.Published.IsEmpty);

        using var answer = await line.Collector.GetAsync("/health/ready");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var checks = JsonDocument.Parse(text).RootElement.GetProperty("checks");
        Assert.Equal("unhealthy", checks.GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("unhealthy", checks.GetProperty("redis").GetProperty("status").GetString());
        Assert.Equal("healthy", checks.GetProperty("storing").GetProperty("status").GetString());
    }

    private static IEnumerable<Reading> Published(RunningCollector line) => line.Published.SelectMany(batch => batch.Readings);
}
