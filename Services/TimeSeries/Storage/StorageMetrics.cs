using System.Diagnostics.Metrics;

namespace Faultline.TimeSeries;

/// <summary>What storage counts and how much disk it uses: meter <c>Faultline.TimeSeries</c>.</summary>
public sealed class StorageMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Faultline.TimeSeries";

    private readonly Counter<long> stored;
    private readonly Counter<long> late;
    private readonly Counter<long> minutes;
    private readonly Counter<long> expired;
    private IReadOnlyList<TableSize> sizes = [];
    private StorageStatus? status;

    /// <summary>Creates the instruments.</summary>
    public StorageMetrics(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var meter = factory.Create(MeterName);
        stored = meter.CreateCounter<long>("faultline.storage.readings", "{reading}", "Readings committed");
        late = meter.CreateCounter<long>("faultline.storage.readings.late", "{reading}", "Readings older than the late horizon, quarantined instead");
        minutes = meter.CreateCounter<long>("faultline.storage.rollup.minutes", "{minute}", "Minutes of systems rolled up");
        expired = meter.CreateCounter<long>("faultline.storage.expired", "{item}", "Days of readings and rows of other tables dropped by retention, by table");
        meter.CreateObservableGauge("faultline.storage.table.size", MeasureSizes, "By", "Disk use by table, with indexes; as of the last upkeep");
        meter.CreateObservableGauge("faultline.storage.info", MeasureInfo, "{server}", "1; depth, versions and licence of the storage in its attributes");
    }

    internal void Stored(long readings, long lateReadings)
    {
        stored.Add(readings);
        late.Add(lateReadings);
    }

    internal void RolledUp(long count) => minutes.Add(count);

    internal void Expired(string table, long count) => expired.Add(count, new KeyValuePair<string, object?>("table", table));

    internal void Observe(StorageStatus current, IReadOnlyList<TableSize> tables) => (status, sizes) = (current, tables);

    private IEnumerable<Measurement<long>> MeasureSizes() =>
        sizes.Select(size => new Measurement<long>(size.Bytes, new KeyValuePair<string, object?>("table", size.Table)));

    private IEnumerable<Measurement<int>> MeasureInfo()
    {
        if (status is { } known)
        {
            yield return new Measurement<int>(
                1, new("depth", EnumText<StorageDepth>.Of(known.Depth)), new("server_version", known.ServerVersion),
                new("extension_version", known.ExtensionVersion ?? "none"), new("licence", known.Licence ?? "none"));
        }
    }
}
