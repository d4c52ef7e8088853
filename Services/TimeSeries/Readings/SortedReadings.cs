using System.Buffers;
using System.Runtime.InteropServices;
using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>
/// The readings of a group of batches by sensor, each sensor's in the order of arrival, in pooled memory. Stored so, neighbours of one sensor
/// share pages of table and index: less is written, and a chart reads a fraction of the pages.
/// </summary>
internal sealed class SortedReadings : IDisposable
{
    private readonly Reading[] sorted;

    private SortedReadings(Reading[] sorted, int count)
    {
        this.sorted = sorted;
        Count = count;
    }

    public int Count { get; }

    public ReadOnlySpan<Reading> Span => sorted.AsSpan(0, Count);

    /// <summary>Takes the readings of <paramref name="batches"/> at or after <paramref name="horizon"/>; those before go to <paramref name="late"/>.</summary>
    public static SortedReadings Of(
        IReadOnlyList<ReadingBatch> batches, DateTimeOffset? horizon, Dictionary<(string Collector, SystemId System), StreamState> streams, List<Reading> late)
    {
        var all = batches.Sum(batch => batch.Readings.Count);
        var arrived = ArrayPool<Reading>.Shared.Rent(Math.Max(all, 1));
        try
        {
            Dictionary<int, int> places = [];
            var count = 0;
            foreach (var batch in batches)
            {
                var state = streams[(batch.Collector, batch.System)];
                for (var i = 0; i < batch.Readings.Count; i++)
                {
                    var reading = batch.Readings[i];
                    if (reading.SourceTime < horizon)
                    {
                        late.Add(reading);
                        state.Readings--;
                        continue;
                    }
                    arrived[count++] = reading;
                    CollectionsMarshal.GetValueRefOrAddDefault(places, reading.Sensor.Value, out _)++;
                    state.Note(reading.SourceTime);
                }
            }
            return new SortedReadings(Distribute(arrived.AsSpan(0, count), places), count);
        }
        finally
        {
            ArrayPool<Reading>.Shared.Return(arrived);
        }
    }

    public void Dispose() => ArrayPool<Reading>.Shared.Return(sorted);

    /// <summary>Counting sort: each sensor's count becomes the place of its next reading.</summary>
    private static Reading[] Distribute(ReadOnlySpan<Reading> arrived, Dictionary<int, int> places)
    {
        var next = 0;
        foreach (var sensor in places.Keys.Order().ToArray())
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(places, sensor);
            (place, next) = (next, next + place);
        }
        var target = ArrayPool<Reading>.Shared.Rent(Math.Max(arrived.Length, 1));
        foreach (ref readonly var reading in arrived)
            target[CollectionsMarshal.GetValueRefOrNullRef(places, reading.Sensor.Value)++] = reading;
        return target;
    }
}
