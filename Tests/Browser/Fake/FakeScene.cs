using Faultline.Contracts;

namespace Faultline.Browser.Fake;

/// <summary>A plant in the middle of a shift: one machine healthy, one wearing, one in trouble.</summary>
internal static class FakeScene
{
    public static void Set(FakePlant plant, DateTimeOffset now)
    {
        var old = plant.RaiseLimit(1, "TS1", AlarmCondition.High, 62.4, now.AddHours(-26));
        plant.Acknowledge(old.Id, "operator", now.AddHours(-25.9));
        plant.Clear(plant.Alarms.First(alarm => alarm.Id == old.Id), now.AddHours(-25));
        plant.Clear(plant.RaiseLimit(3, "FS2", AlarmCondition.Low, 7.7, now.AddMinutes(-50)), now.AddMinutes(-48));
        plant.RaiseFault(2, Component.Valve, 1, AlarmSeverity.Medium, now.AddMinutes(-31));
        var known = plant.RaiseFault(3, Component.Accumulator, 2, AlarmSeverity.High, now.AddMinutes(-12));
        plant.Acknowledge(known.Id, "operator", now.AddMinutes(-11));
        plant.RaiseFault(3, Component.Pump, 2, AlarmSeverity.Critical, now.AddMinutes(-4));
        plant.RaiseLimit(3, "PS1", AlarmCondition.HighHigh, 201.3, now.AddSeconds(-70));
        plant.Machine("hydraulic-3").Offsets["PS1"] = 32;
        plant.Machine("hydraulic-2").BrokenSensor = "FS1";
    }
}
