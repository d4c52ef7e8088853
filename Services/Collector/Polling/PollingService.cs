using Faultline.Collector.Plant;
using Faultline.Collector.Validation;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Polling;

/// <summary>Runs a poll loop for each machine of the plant.</summary>
internal sealed class PollingService : BackgroundService
{
    private readonly MachinePoller[] pollers;

    public PollingService(
        PlantCatalogue plant, Intake intake, IOptions<ValidationOptions> validation, TimeProvider time, CollectorMetrics metrics, ILogger<MachinePoller> logger)
    {
        var machines = plant.Systems.Select(system => (System: system, Status: new MachineStatus(time))).ToArray();
        Machines = machines.ToDictionary(machine => machine.System, machine => machine.Status);
        pollers = [.. machines.Select(machine => new MachinePoller(
            machine.System,
            new ReadPlan(machine.System.Definition.Sensors, plant.Speed),
            new ReadingDecoder(
                machine.System.Definition,
                new ReadingValidator(machine.System.Definition.Sensors, validation.Value, plant.Speed),
                new QuarantineLimiter(validation.Value.QuarantineInterval),
                intake,
                metrics),
            intake, machine.Status, time, metrics, logger))];
    }

    /// <summary>How reading each machine goes.</summary>
    public IReadOnlyDictionary<PlantSystem, MachineStatus> Machines { get; }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(pollers.Select(poller => Task.Run(() => poller.RunAsync(stoppingToken), stoppingToken)));
}
