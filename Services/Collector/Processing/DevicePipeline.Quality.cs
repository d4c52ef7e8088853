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

    /// <summary>A value that the device does not call good is told as it is; a number that is none is told as the last value of that quality.</summary>
    private void TakeDoubtful(int tag, double value, DateTimeOffset at, Quality quality)
    {
        ref var state = ref tags[tag];
        if (!double.IsFinite(value))
        {
            Mark(ref state, quality, isFinal: quality.Class == QualityClass.Bad);
            return;
        }
        state.Untell();
        (state.Value, state.HasValue) = (value, quality.Class != QualityClass.Bad);
        Put(new Reading(state.Sensor, at, value, quality));
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
