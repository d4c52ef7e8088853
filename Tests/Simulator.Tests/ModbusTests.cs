using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Protocols.Modbus;
using Xunit;

namespace Faultline.Simulator.Tests;

public sealed class ModbusTests
{
    [Fact]
    public async Task Registers_OfHealthyMachine_HoldTheTwinsValues()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        simulator.Time.Advance(TimeSpan.FromSeconds(7.25));

        var shown = await simulator.ReadAsync(1);

        var twin = RigTwin.LoadEmbedded();
        var cycle = twin.StartCycle(1_000_003);
        var means = new double[HydraulicRig.SensorCount];
        cycle.Values(7, RigCondition.Healthy, twin.SteadyOil(RigCondition.Healthy), means);
        Assert.All(HydraulicRig.Sensors, sensor =>
        {
            var index = sensor.Ordinal - 1;
            var mean = Math.Clamp(means[index], sensor.PhysicalMinimum, sensor.PhysicalMaximum);
            var room = Math.Min(mean - sensor.PhysicalMinimum, sensor.PhysicalMaximum - mean);
            var ripple = cycle.Ripple(index, (int)(7.25 / sensor.SampleInterval.TotalSeconds));
            Assert.Equal((float)(mean + Math.Clamp(ripple, -room, room)), shown[index]);
        });
    }

    [Fact]
    public async Task HoldingRegisters_HoldTheSame_AsInputRegisters()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await using var client = await simulator.ConnectAsync();

        var input = await client.ReadInputRegistersAsync(2, 0, HydraulicRig.RegisterCount).AsTask().WaitAsync(RunningSimulator.Patience);
        var holding = await client.ReadHoldingRegistersAsync(2, 0, HydraulicRig.RegisterCount).AsTask().WaitAsync(RunningSimulator.Patience);

        Assert.Equal(input, holding);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(33, 1)]
    public async Task Registers_OfAnyRange_AreThoseOfTheWhole(int address, int count)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await using var client = await simulator.ConnectAsync();

        var whole = await client.ReadInputRegistersAsync(1, 0, HydraulicRig.RegisterCount).AsTask().WaitAsync(RunningSimulator.Patience);
        var part = await client.ReadInputRegistersAsync(1, (ushort)address, count).AsTask().WaitAsync(RunningSimulator.Patience);

        Assert.Equal(whole.Skip(address).Take(count), part);
    }

    [Fact]
    public async Task Registers_PastTheLast_AreAnIllegalAddress()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await using var client = await simulator.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadInputRegistersAsync(1, 0, HydraulicRig.RegisterCount + 1).AsTask().WaitAsync(RunningSimulator.Patience));

        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, refusal.Code);
    }

    [Fact]
    public async Task Machines_ByDefault_AreThree()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        Assert.Equal(HydraulicRig.SensorCount, (await simulator.ReadAsync(3)).Length);
        var refusal = await Assert.ThrowsAsync<ModbusException>(() => simulator.ReadAsync(4));
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, refusal.Code);
    }
}
