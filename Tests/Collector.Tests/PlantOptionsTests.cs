using Faultline.Collector.Plant;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Xunit;

namespace Faultline.Collector.Tests;

public sealed class PlantOptionsTests
{
    [Fact]
    public void Accepts_NoSystems_AsThreeAtTheSimulator()
    {
        var configuration = Configured("tcp://127.0.0.1:1502");

        Assert.True(new PlantOptionsValidator(configuration).Validate(null, new PlantOptions()).Succeeded);
        var plant = new PlantCatalogue(Options.Create(new PlantOptions { Speed = 10 }), configuration);
        Assert.Equal(["hydraulic-1", "hydraulic-2", "hydraulic-3"], plant.Systems.Select(system => system.Definition.Id.Value));
        Assert.All(plant.Systems, system => Assert.Equal(new PlantEndpoint("127.0.0.1", 1502), system.Endpoint));
        Assert.Equal([1, 2, 3], plant.Systems.Select(system => (int)system.UnitId));
        Assert.All(plant.Systems, system => Assert.Equal(TimeSpan.FromSeconds(6), system.Definition.CycleDuration));
    }

    [Fact]
    public void Rejects_EveryFaultAtOnce_NamingTheSystem()
    {
        var result = new PlantOptionsValidator(Configured(null)).Validate(null, new PlantOptions
        {
            Speed = 0,
            CollectorName = "Big Collector",
            Systems =
            [
                new SystemOptions { Number = 1, Endpoint = "10.0.0.1:502" },
                new SystemOptions { Number = 1, Id = "press", Endpoint = "10.0.0.1" },
                new SystemOptions { Number = 0, Id = "Press", Endpoint = "10.0.0.1:502", UnitId = 256 },
                new SystemOptions { Number = 4 },
            ],
        });

        var faults = result.Failures!.ToArray();
        Assert.Equal(8, faults.Length);
        Assert.Contains(faults, fault => fault.Contains("press", StringComparison.Ordinal) && fault.Contains("host:port", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("hydraulic-4", StringComparison.Ordinal) && fault.Contains(PlantEndpoint.DiscoveryKey, StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("number 1 is used", StringComparison.Ordinal));
    }

    private static IConfiguration Configured(string? endpoint) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(PlantEndpoint.DiscoveryKey, endpoint)]).Build();
}
