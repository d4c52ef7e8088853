using Faultline.Protocols.Modbus;
using Xunit;

namespace Faultline.Simulator.Tests;

public sealed class ConnectionControlTests
{
    [Fact]
    public async Task Drop_CutsConnections_AndAnswersAgain()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await using var client = await simulator.ConnectAsync();
        await client.ReadInputRegistersAsync(2, 0, 2).AsTask().WaitAsync(RunningSimulator.Patience);

        using var answer = await simulator.Http.PostAsync("machines/2/connection/drop", null);

        await client.Closed.WaitAsync(RunningSimulator.Patience);
        Assert.NotEmpty(await simulator.ReadAsync(2));
    }

    [Fact]
    public async Task Refused_FailsEveryRequest_UntilNormal()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PutAsync("machines/2/connection", """{"mode":"refused"}""");
        var refusal = await Assert.ThrowsAsync<ModbusException>(() => simulator.ReadAsync(2));
        Assert.NotEmpty(await simulator.ReadAsync(1));
        await simulator.PutAsync("machines/2/connection", """{"mode":"normal"}""");

        Assert.Equal(ModbusError.ConnectionLost, refusal.Error);
        Assert.NotEmpty(await simulator.ReadAsync(2));
    }

    [Fact]
    public async Task Refused_ForSomeSeconds_EndsByItself()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PutAsync("machines/2/connection", """{"mode":"refused","seconds":5}""");
        Assert.Equal("refused", (await simulator.GetAsync("machines/2")).GetProperty("connection").GetString());
        simulator.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("normal", (await simulator.GetAsync("machines/2")).GetProperty("connection").GetString());
        Assert.NotEmpty(await simulator.ReadAsync(2));
    }
}
