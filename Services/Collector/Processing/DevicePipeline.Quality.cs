using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>What becomes of the last values when a device falls silent.</summary>
internal sealed partial class DevicePipeline
{
    /// <summary>
    /// Tells each tag's last value once more with this quality, so that charts show since when; after bad ones nothing is left to tell. Validation forgets what it saw:
    /// everything may have changed or stood still.
    /// </summary>
    public void MarkAll(Quality quality, DateTimeOffset at)
    {
        lock (stream.Gate)
        {
            Open(at);
            validator.Reset();
            foreach (ref var tag in tags.AsSpan())
            {
                tag.Untell();
                if (tag.HasValue)
                    Mark(ref tag, received, quality, null, isFinal: quality.Class == QualityClass.Bad);
            }
            Deliver();
            Close();
        }
    }

    /// <summary>A value that the device does not call good is told as it is; a number that is none is told as the last value of that quality.</summary>
    private void TakeDoubtful(ref TagState tag, in Reading reading)
    {
        var isBad = reading.Quality.Class == QualityClass.Bad;
        if (double.IsFinite(reading.Value))
        {
            tag.Doubt(reading.Value, reading.Quality, isBad);
            Put(reading);
        }
        else if (tag.HasValue || tag.IsNews(reading.Quality))
        {
            Mark(ref tag, reading.SourceTime, reading.Quality, reading.ServerTime, isBad);
        }
    }

    /// <summary>Tells the last value once more, with another quality.</summary>
    private void Mark(ref TagState tag, DateTimeOffset at, Quality quality, DateTimeOffset? server, bool isFinal)
    {
        tag.Doubt(tag.Value, quality, isFinal);
        Put(new Reading(tag.Sensor, at, tag.Value, quality) { ServerTime = server });
    }
}
