using System.Runtime.InteropServices;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>What a group of readings leaves besides its rows: the newest of each sensor, and the minutes whose rollup is out of date.</summary>
/// <param name="marksMinutes">Whether this depth's rollups are computed by marks.</param>
internal sealed class StoredTraces(bool marksMinutes)
{
    public Dictionary<int, Reading> Latest { get; } = [];

    /// <summary>System number and minutes since 1970.</summary>
    public HashSet<(int System, long Minute)> Dirty { get; } = [];

    // Sorted by sensor, neighbours nearly always share sensor and minute.
    private int lastSensor = -1;
    private long minuteStart;
    private long minuteEnd;

    public void Add(in Reading reading)
    {
        ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(Latest, reading.Sensor.Value, out var exists);
        if (!exists || reading.SourceTime >= latest.SourceTime)
            latest = reading;
        var ticks = reading.SourceTime.UtcTicks;
        if (!marksMinutes || (reading.Sensor.Value == lastSensor && ticks >= minuteStart && ticks < minuteEnd))
            return;
        lastSensor = reading.Sensor.Value;
        minuteStart = ticks - (ticks % TimeSpan.TicksPerMinute);
        minuteEnd = minuteStart + TimeSpan.TicksPerMinute;
        Dirty.Add((reading.Sensor.SystemNumber, (minuteStart - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMinute));
    }
}
