using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Labels;

/// <summary>Cuts the window of a live prediction out of the stored readings again.</summary>
internal sealed class StoredWindow(ReadingQuery readings, SystemRegistry registry, PhaseAligner aligner, CycleFit fit)
{
    /// <summary>The window in canonical phase; null when the readings are no longer there, or the system is not.</summary>
    public async Task<CycleWindow?> FindAsync(Prediction prediction, CancellationToken cancellationToken)
    {
        if (prediction.WindowStart is not { } start || await registry.FindAsync(prediction.SystemId, cancellationToken) is not { } system)
            return null;
        var buffer = new CycleBuffer(system, start);
        // A bin more on each side: slow sensors are put into bins by their rhythm.
        var bin = TimeSpan.FromTicks((long)buffer.BinWidth);
        await foreach (var reading in readings.InOrderAsync(prediction.SystemId, start - (bin * 2), prediction.WindowEnd + bin, cancellationToken))
            buffer.Add(reading);
        var end = (double)buffer.TicksOf(prediction.WindowEnd);
        var search = new CutSearch(aligner, fit);
        return search.Align(buffer.Bin(end, search.Find(buffer, end, null) ?? default))?.Window;
    }
}
