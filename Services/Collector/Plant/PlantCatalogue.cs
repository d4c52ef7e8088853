using Faultline.Contracts;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Plant;

/// <summary>The machines of the (validated) options with every default filled in.</summary>
internal sealed class PlantCatalogue
{
    private const int DefaultMachines = 3;

    public PlantCatalogue(IOptions<PlantOptions> options, IConfiguration configuration)
    {
        Speed = options.Value.Speed;
        CollectorName = options.Value.CollectorName;
        Systems = [.. WithDefaults(options.Value).Select(system => new PlantSystem(
            new SystemDefinition(
                new SystemId(system.Id!), system.Number, system.Name!, HydraulicRig.CycleDuration / Speed, HydraulicRig.Sensors),
            PlantEndpoint.TryParse(system.Endpoint is { Length: > 0 } own ? own : configuration[PlantEndpoint.DiscoveryKey], out var endpoint)
                ? endpoint
                : throw new InvalidOperationException($"{system.Id} has no endpoint."),
            (byte)system.UnitId!.Value))];
    }

    /// <summary>How many times faster than real time the plant runs.</summary>
    public double Speed { get; }

    /// <summary>First part of the collector's id.</summary>
    public string CollectorName { get; }

    /// <summary>The machines.</summary>
    public IReadOnlyList<PlantSystem> Systems { get; }

    internal static IReadOnlyList<SystemOptions> WithDefaults(PlantOptions options)
    {
        var given = options.Systems.Count > 0
            ? options.Systems
            : [.. Enumerable.Range(1, DefaultMachines).Select(number => new SystemOptions { Number = number })];
        return [.. given.Select(system => new SystemOptions
        {
            Number = system.Number,
            Id = system.Id ?? $"hydraulic-{system.Number}",
            Name = system.Name ?? $"Hydraulic machine {system.Number}",
            Endpoint = system.Endpoint,
            UnitId = system.UnitId ?? Math.Clamp(system.Number, 0, 255),
        })];
    }
}
