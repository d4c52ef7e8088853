using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>What a group of readings leaves besides its rows: the newest of each sensor, and the minutes whose rollup is out of date.</summary>
internal sealed class StoredTraces
{
    public Dictionary<int, Reading> Latest { get; } = [];

    /// <summary>System number and minutes since 1970.</summary>
    public HashSet<(int System, long Minute)> Dirty { get; } = [];

    private (int System, long Minute) last = (-1, 0);

    public void Add(in Reading reading)
    {
        ref var latest = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Latest, reading.Sensor.Value, out var exists);
        if (!exists || reading.SourceTime >= latest.SourceTime)
            latest = reading;
        var bucket = (reading.Sensor.SystemNumber, Minutes(reading.SourceTime));
        if (bucket == last)
            return; // Neighbours nearly always share it.
        last = bucket;
        Dirty.Add(bucket);
    }

    private static long Minutes(DateTimeOffset time) => (long)Math.Floor((time - DateTimeOffset.UnixEpoch) / TimeSpan.FromMinutes(1));
}
