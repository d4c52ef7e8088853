using System.Net;
using Xunit;

namespace Faultline.Simulator.Tests;

public sealed class ReplayTests
{
    [Fact]
    public async Task Machines_TakeCycles_InTurn()
    {
        using var recorded = new RecordedFolder(7);
        await using var simulator = await RunningSimulator.StartAsync("--replay", recorded.Folder);
        simulator.Time.Advance(TimeSpan.FromSeconds(5.507));

        Assert.Equal(5.50f, await simulator.ReadAsync(1, "PS1"));
        Assert.Equal(1005.5f, await simulator.ReadAsync(2, "FS1"));
        Assert.Equal(2005f, await simulator.ReadAsync(3, "TS1"));
        simulator.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(3005f, await simulator.ReadAsync(1, "TS1"));
        Assert.Equal(4005f, await simulator.ReadAsync(2, "TS1"));
    }

    [Fact]
    public async Task Stride_LeavesOut_Cycles()
    {
        using var recorded = new RecordedFolder(7);
        await using var simulator = await RunningSimulator.StartAsync("--replay", recorded.Folder, "--replay-stride", "2");

        Assert.Equal(0f, await simulator.ReadAsync(1, "TS1"));
        Assert.Equal(2000f, await simulator.ReadAsync(2, "TS1"));
        Assert.Equal(4000f, await simulator.ReadAsync(3, "TS1"));
    }

    [Fact]
    public async Task Cycles_AfterTheLast_StartOver()
    {
        using var recorded = new RecordedFolder(3);
        await using var simulator = await RunningSimulator.StartAsync("--replay", recorded.Folder);
        simulator.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(1001f, await simulator.ReadAsync(2, "TS1"));
    }

    [Fact]
    public async Task Cycles_AfterTheLast_StopWhenAsked()
    {
        using var recorded = new RecordedFolder(3);
        await using var simulator = await RunningSimulator.StartAsync("--replay", recorded.Folder, "--replay-end", "stop");
        simulator.Time.Advance(TimeSpan.FromSeconds(75));

        Assert.Equal(1059f, await simulator.ReadAsync(2, "TS1"));
    }

    [Fact]
    public async Task Truth_OfReplayedCycles_AreTheirLabels()
    {
        using var recorded = new RecordedFolder(6);
        await using var simulator = await RunningSimulator.StartAsync("--replay", recorded.Folder);
        simulator.Time.Advance(TimeSpan.FromSeconds(61));

        var cycles = (await simulator.GetAsync("machines/2/cycles")).EnumerateArray().ToArray();

        Assert.Equal([4, 1], cycles.Select(cycle => cycle.GetProperty("recorded_row").GetInt32()));
        Assert.Equal([100, 20], cycles.Select(cycle => cycle.GetProperty("conditions").GetProperty("cooler").GetDouble()));
        Assert.Equal([1, 1], cycles.Select(cycle => cycle.GetProperty("conditions").GetProperty("pump").GetDouble()));
        Assert.Equal([true, false], cycles.Select(cycle => cycle.GetProperty("stable").GetBoolean()));
    }

    [Fact]
    public async Task Conditions_OfReplayedCycles_CannotBeSet()
    {
        using var recorded = new RecordedFolder(3);
        await using var simulator = await RunningSimulator.StartAsync("--replay", recorded.Folder);

        using var answer = await simulator.PutAsync("machines/1/conditions/pump", """{"value":1}""");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public void Rejects_AbsentFolder_AndEveryOtherFault()
    {
        var result = new SimulatorOptionsValidator().Validate(null, new SimulatorOptions { Replay = "/does/not/exist", Machines = 0, Speed = 0, ModbusPort = -1 });

        Assert.Equal(4, result.Failures!.Count());
    }
}
