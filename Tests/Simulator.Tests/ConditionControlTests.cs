using System.Net;
using Xunit;

namespace Faultline.Simulator.Tests;

public sealed class ConditionControlTests
{
    [Fact]
    public async Task Ramp_HalfWay_IsHalfDone()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PutAsync("machines/2/conditions/pump", """{"value":2,"ramp_seconds":20}""");
        simulator.Time.Advance(TimeSpan.FromSeconds(10));
        var machine = await simulator.GetAsync("machines/2");

        var pump = machine.GetProperty("conditions").GetProperty("pump");
        Assert.Equal(1, pump.GetProperty("value").GetDouble(), 6);
        Assert.Equal(2, pump.GetProperty("target").GetDouble());
        Assert.Equal(simulator.Time.GetUtcNow().AddSeconds(10), pump.GetProperty("ramp_ends_at").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Step_TakesEffect_AtOnce()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var healthy = await simulator.ReadAsync(1);

        await simulator.PutAsync("machines/1/conditions/cooler", """{"value":3}""");

        // The cooling circuit's efficiency falls.
        Assert.True((await simulator.ReadAsync(1))[14] < healthy[14] - 5);
    }

    [Fact]
    public async Task Cycles_TellConditions_OfThePast()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        simulator.Time.Advance(TimeSpan.FromSeconds(90));
        await simulator.PutAsync("machines/1/conditions/valve", """{"value":80}""");
        simulator.Time.Advance(TimeSpan.FromSeconds(60));

        var cycles = await simulator.GetAsync("machines/1/cycles?count=3");

        var numbers = cycles.EnumerateArray().Select(cycle => cycle.GetProperty("cycle_number").GetInt64());
        Assert.Equal([3, 2, 1], numbers);
        var valve = cycles.EnumerateArray().Select(cycle => cycle.GetProperty("conditions").GetProperty("valve").GetDouble());
        Assert.Equal([80, 80, 100], valve);
        Assert.Equal([true, false, true], cycles.EnumerateArray().Select(cycle => cycle.GetProperty("steady").GetBoolean()));
        Assert.Equal([false, true, true], cycles.EnumerateArray().Select(cycle => cycle.GetProperty("finished").GetBoolean()));
    }

    [Fact]
    public async Task Speed_MakesCycles_Shorter()
    {
        await using var simulator = await RunningSimulator.StartAsync("--speed", "2");
        simulator.Time.Advance(TimeSpan.FromSeconds(30));
        await simulator.PutAsync("time", """{"speed":60}""");
        simulator.Time.Advance(TimeSpan.FromSeconds(1.5));

        var machine = await simulator.GetAsync("machines/1");

        Assert.Equal(3, machine.GetProperty("cycle_number").GetInt64());
        Assert.Equal(1, machine.GetProperty("cycle_seconds").GetDouble());
        Assert.Equal(
            simulator.Time.GetUtcNow().AddSeconds(-0.5), machine.GetProperty("cycle_started_at").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData("machines/1/conditions/pump", """{"value":2.5}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/conditions/valve", """{"value":72.9}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/conditions/valve", """{"ramp_seconds":3}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/conditions/valve", """{"value":80,"ramp_seconds":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/conditions/gearbox", """{"value":1}""", HttpStatusCode.NotFound)]
    [InlineData("machines/x/conditions/pump", """{"value":1}""", HttpStatusCode.NotFound)]
    [InlineData("time", """{"speed":0}""", HttpStatusCode.BadRequest)]
    public async Task Rejects_OutOfRange_WithAProblem(string path, string json, HttpStatusCode status)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        using var answer = await simulator.PutAsync(path, json);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
