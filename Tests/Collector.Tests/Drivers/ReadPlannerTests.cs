using Faultline.Collector.Drivers.Modbus;
using Faultline.Collector.Plant;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests.Drivers;

public sealed class ReadPlannerTests
{
    private static readonly DeviceConfiguration Rig = DefaultPlant.Of(new PlantOptions(), Samples.Configured("tcp://127.0.0.1:1")).Devices[0];
    private readonly ReadPlanner planner = new(Rig, 2);

    [Theory]
    [InlineData(0b001, 12)]
    [InlineData(0b011, 18)]
    [InlineData(0b111, 34)]
    public void Rig_IsRead_InOneRequest(ulong due, int registers)
    {
        var request = Assert.Single(planner.Plan(due).Requests);

        Assert.Equal((0, registers), (request.Address, request.Count));
        Assert.Equal(registers / 2, request.Tags.Length);
    }

    [Fact]
    public void Intervals_AreThoseOfTheTags_DividedBySpeed() =>
        Assert.Equal([TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)], planner.Intervals);

    [Fact]
    public void BadTag_IsNotReadNorSpanned_AlsoWhenItIsNotDue()
    {
        planner.SetBad(2, isBad: true);

        Assert.Equal([(0, 4), (6, 6)], planner.Plan(0b001).Requests.Select(request => ((int)request.Address, request.Count)));
        planner.SetBad(2, isBad: false);
        Assert.Single(planner.Plan(0b001).Requests);
    }

    [Fact]
    public void Areas_AreReadApart_WithTheirOwnLimits()
    {
        var device = Samples.Device(
            502,
            Samples.Tag("A", 1, 0), Samples.Tag("B", 2, 1),
            Samples.Tag("C", 3, 0) with { Modbus = new ModbusTag { Area = ModbusArea.Coil, Address = 3, Type = TagType.Bool } },
            Samples.Tag("D", 4, 0) with { Modbus = new ModbusTag { Area = ModbusArea.Input, Address = 0, Type = TagType.Float64 } }) with
        {
            Modbus = new ModbusSettings { MaxRegisters = 4, MaxBits = 1 },
        };

        var plan = new ReadPlanner(device, 1).Plan(1);

        Assert.Equal(
            [(ModbusArea.Coil, 3, 1), (ModbusArea.Holding, 0, 2), (ModbusArea.Input, 0, 4)],
            plan.Requests.Select(request => (request.Area, (int)request.Address, request.Count)));
        Assert.Equal((6, 1), (plan.Registers.Length, plan.Bits.Length));
    }
}
