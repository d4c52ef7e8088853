using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Predict;
using Faultline.Scorer.Windows;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Labels;

/// <summary>Cuts the window of a stored prediction again: of the live line out of its readings, of a request out of what was posted.</summary>
internal sealed class StoredWindow(ReadingQuery readings, PostedWindowStore posted, SystemRegistry registry, WindowCutter cutter, PhaseAligner aligner, CycleFit fit)
{
    /// <summary>The window in canonical phase; null when what it was made of is no longer there.</summary>
    public Task<CycleWindow?> FindAsync(Prediction prediction, CancellationToken cancellationToken) =>
        prediction.Source == PredictionSource.Request ? FromPostedAsync(prediction, cancellationToken) : FromReadingsAsync(prediction, cancellationToken);

    private async Task<CycleWindow?> FromPostedAsync(Prediction prediction, CancellationToken cancellationToken)
    {
        if (await posted.FindAsync(prediction.Id, cancellationToken) is not { } stored)
            return null;
        using var window = new PostedWindow();
        window.Take(stored);
        return cutter.Cut(window, new RequestFaults())?.Alignment.Window;
    }

    private async Task<CycleWindow?> FromReadingsAsync(Prediction prediction, CancellationToken cancellationToken)
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
