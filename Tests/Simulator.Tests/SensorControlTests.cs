using System.Net;
using Xunit;

namespace Faultline.Simulator.Tests;

public sealed class SensorControlTests
{
    [Fact]
    public async Task Nan_FillsRegisters_WithNoNumber()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PutAsync("machines/2/sensors/PS1", """{"mode":"nan"}""");

        Assert.True(float.IsNaN(await simulator.ReadAsync(2, "PS1")));
        Assert.False(float.IsNaN(await simulator.ReadAsync(1, "PS1")));
    }

    [Fact]
    public async Task Stuck_WithValue_ShowsIt()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PutAsync("machines/hydraulic-2/sensors/PS1", """{"mode":"stuck","value":250.5}""");

        Assert.Equal(250.5f, await simulator.ReadAsync(2, "PS1"));
    }

    [Fact]
    public async Task Stuck_WithoutValue_KeepsThePresentOne()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var before = await simulator.ReadAsync(1, "PS1");

        await simulator.PutAsync("machines/1/sensors/PS1", """{"mode":"stuck"}""");
        simulator.Time.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal(before, await simulator.ReadAsync(1, "PS1"));
    }

    [Fact]
    public async Task Offset_IsAdded_UntilNormal()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var measured = await simulator.ReadAsync(1, "TS1");

        await simulator.PutAsync("machines/1/sensors/TS1", """{"mode":"offset","value":5}""");
        var offset = await simulator.ReadAsync(1, "TS1");
        await simulator.PutAsync("machines/1/sensors/TS1", """{"mode":"normal"}""");

        Assert.Equal(measured + 5, offset, 4);
        Assert.Equal(measured, await simulator.ReadAsync(1, "TS1"));
    }

    [Fact]
    public async Task Change_TellsItsTime_InUtc()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        simulator.Time.Advance(TimeSpan.FromMicroseconds(1_234_567));

        await simulator.PutAsync("machines/1/sensors/PS1", """{"mode":"stuck","value":200}""");
        var sensor = await simulator.GetAsync("machines/1/sensors/PS1");

        Assert.Equal(200, sensor.GetProperty("value").GetDouble());
        Assert.Equal(simulator.Time.GetUtcNow(), sensor.GetProperty("changed_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("machines/9/sensors/PS1", """{"mode":"nan"}""", HttpStatusCode.NotFound)]
    [InlineData("machines/1/sensors/PS9", """{"mode":"nan"}""", HttpStatusCode.NotFound)]
    [InlineData("machines/1/sensors/PS1", """{"mode":"loose"}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/sensors/PS1", """{"mode":"offset"}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/sensors/PS1", """{"mode":"stuck","value":1e300}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/sensors/PS1", """{"mode":"stuck","valeu":1}""", HttpStatusCode.BadRequest)]
    [InlineData("machines/1/sensors/PS1", """{"mode":""", HttpStatusCode.BadRequest)]
    public async Task Rejects_Nonsense_WithAProblem(string path, string json, HttpStatusCode status)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        using var answer = await simulator.PutAsync(path, json);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
