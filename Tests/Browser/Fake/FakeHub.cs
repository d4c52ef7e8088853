using Faultline.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.Browser.Fake;

/// <summary>The live hub as the diagnostics API has it, for everybody all systems.</summary>
[Authorize]
internal sealed class FakeHub(FakePlant plant, TimeProvider time) : Hub
{
    public async Task SubscribeAll()
    {
        foreach (var machine in plant.Machines)
        {
            await Clients.Caller.SendAsync("snapshot", new
            {
                SystemId = machine.Id,
                ActiveAlarms = plant.Alarms.Where(alarm => alarm.State == AlarmState.Active && alarm.SystemId == machine.Id).ToArray(),
                LatestPrediction = machine.PredictAt(time.GetUtcNow()),
                Readings = FakeFeed.ReadingsOf(machine, time.GetUtcNow()),
            });
        }
    }
}
