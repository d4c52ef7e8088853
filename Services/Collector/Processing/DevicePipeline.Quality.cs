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
            received = stream.Next(at);
            (count, suppressed, isOrdered) = (0, 0, true);
            validator.Reset();
            foreach (ref var tag in tags.AsSpan())
                Mark(ref tag, quality, isFinal: quality.Class == QualityClass.Bad);
            Deliver();
        }
    }

    private void Mark(ref TagState tag, Quality quality, bool isFinal)
    {
        tag.Untell();
        if (!tag.HasValue)
            return;
        Put(new Reading(tag.Sensor, received, tag.Value, quality));
        tag.HasValue = !isFinal;
    }
}
