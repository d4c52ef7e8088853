using Faultline.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace Faultline.Browser.Fake;

/// <summary>Sends what the line would: ten readings messages a second, the machines in turn, a prediction a second, alarms at once.</summary>
internal sealed class FakeFeed(FakePlant plant, IHubContext<FakeHub> hub, TimeProvider time) : BackgroundService
{
    public static object ReadingsOf(FakeMachine machine, DateTimeOffset now) => new
    {
        SystemId = machine.Id,
        Time = now,
        Values = HydraulicRig.Sensors.ToDictionary(
            sensor => sensor.Name,
            sensor => new { Value = machine.ValueAt(sensor.Name, now), Quality = machine.QualityAt(sensor.Name, now), Time = now }),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        plant.Announced += Announce;
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), time);
            for (var turn = 0; await timer.WaitForNextTickAsync(stoppingToken); turn++)
            {
                var machine = plant.Machines[turn % plant.Machines.Count];
                await hub.Clients.All.SendAsync("readings", ReadingsOf(machine, time.GetUtcNow()), stoppingToken);
                if (turn % 10 < plant.Machines.Count)
                    await hub.Clients.All.SendAsync("prediction", plant.Machines[turn % 10].PredictAt(time.GetUtcNow()), stoppingToken);
            }
        }
        finally
        {
            plant.Announced -= Announce;
        }
    }

    private void Announce(AlarmTransition transition) => _ = hub.Clients.All.SendAsync("alarm", transition);
}
