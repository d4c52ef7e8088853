using Faultline.Contracts;
using Faultline.EndToEnd.Line;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>Each part of the line is killed in turn while readings flow and an alarm happens.</summary>
[Collection(LineCollection.Name)]
public sealed class RecoveryTests(RunningLine line)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("collector", "hydraulic-1", "PS5", 14)]
    [InlineData("scorer", "hydraulic-2", "PS6", 14)]
    [InlineData("diagnostics-api", "hydraulic-3", "PS4", 20)]
    [InlineData("redis", "hydraulic-1", "PS2", 210)]
    [InlineData("timescaledb", "hydraulic-2", "PS3", 30)]
    public async Task KilledPart_ComesBack_NothingLostOrDoubled_AlarmArrives(string part, string system, string sensor, double overLimit)
    {
        var stored = new StoredReadings(line.Host.ConnectionString);
        var before = await stored.BatchesAsync();

        var killed = line.Host.Kill(part);
        await line.Plant.SetSensorAsync(system, sensor, "stuck", overLimit);
        try
        {
            await line.Host.WaitRestartedAsync(part, killed);
            var raised = await line.Hub.AlarmAsync(
                transition => transition.Event == AlarmEvent.Raised && transition.Alarm.SystemId.Value == system
                    && transition.Alarm.Source == sensor && transition.Alarm.Condition == AlarmCondition.HighHigh,
                Patience);
            Assert.Equal(AlarmSeverity.Critical, raised.Alarm.Severity);
        }
        finally
        {
            await line.Plant.SetSensorAsync(system, sensor, "normal");
        }

        // Predictions show that readings go the whole way again; they are published before they are stored.
        while (await stored.BatchesAsync() <= before)
        {
            var seen = line.Hub.Seen<Prediction>().Count;
            await line.Hub.PredictionAsync(_ => line.Hub.Seen<Prediction>().Count > seen, Patience);
        }
        Assert.Equal(0, await stored.SurplusAsync());
        Assert.Equal(0, await stored.DoubledAsync());
    }
}
