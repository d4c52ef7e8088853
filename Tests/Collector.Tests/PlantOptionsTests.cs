using Faultline.Collector.Plant;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests;

public sealed class PlantOptionsTests
{
    [Fact]
    public void Accepts_NoSystems_AsThreeAtTheSimulator()
    {
        var configuration = Samples.Configured("tcp://127.0.0.1:1502");

        Assert.True(new PlantOptionsValidator(configuration).Validate(null, new PlantOptions()).Succeeded);
        var plant = DefaultPlant.Of(new PlantOptions(), configuration);
        Assert.Equal(["hydraulic-1", "hydraulic-2", "hydraulic-3"], plant.Devices.Select(device => device.Id));
        Assert.All(plant.Devices, device => Assert.Equal(("127.0.0.1", 1502), DeviceAddress.Resolve(device, configuration)));
        Assert.Equal([1, 2, 3], plant.Devices.Select(device => device.Modbus!.UnitId));
        Assert.All(plant.Systems(10), system => Assert.Equal(TimeSpan.FromSeconds(6), system.CycleDuration));
        Assert.Equal(HydraulicRig.Sensors.Select(sensor => sensor.SampleInterval / 10), plant.Systems(10).First().Sensors.Select(sensor => sensor.SampleInterval));
        Assert.Equal(HydraulicRig.Sensors, plant.Systems().First().Sensors.Select(sensor => sensor with { NoDataAfter = null }));
    }

    [Fact]
    public void Accepts_NoSimulator_AsAnEmptyPlant() =>
        Assert.Empty(DefaultPlant.Of(new PlantOptions(), Samples.Configured(null)).Devices);

    [Fact]
    public void Rejects_EveryFaultOfTheOptions_AtOnce()
    {
        var result = new PlantOptionsValidator(Samples.Configured(null)).Validate(null, new PlantOptions
        {
            Speed = 0,
            CollectorName = "Big Collector",
            Systems = [new SystemOptions { Number = 1, Endpoint = "10.0.0.1" }, new SystemOptions { Number = 4 }],
        });

        var faults = result.Failures!.ToArray();
        Assert.Equal(4, faults.Length);
        Assert.Contains(faults, fault => fault.Contains("host:port", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("services:simulator:modbus:0", StringComparison.Ordinal));
    }

    [Fact]
    public void Rejects_Machines_ThatAreNoValidDevices()
    {
        var result = new PlantOptionsValidator(Samples.Configured(null)).Validate(null, new PlantOptions
        {
            Systems =
            [
                new SystemOptions { Number = 1, Endpoint = "10.0.0.1:502" },
                new SystemOptions { Number = 1, Id = "press", Endpoint = "10.0.0.1:502" },
                new SystemOptions { Number = 0, Id = "Press", Endpoint = "10.0.0.1:502", UnitId = 256 },
            ],
        });

        Assert.Contains(result.Failures!, fault => fault.Contains("1 is used by the systems hydraulic-1, press", StringComparison.Ordinal));
        Assert.Contains(result.Failures!, fault => fault.Contains("unit_id: 256 is outside 0 to 255", StringComparison.Ordinal));
    }
}
