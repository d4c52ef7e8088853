using System.Diagnostics.Metrics;

namespace Faultline.Scorer.Tests.Predict;

/// <summary>Tells when a number of requests wait for their user's others, by the framework's own count.</summary>
internal sealed class RequestQueue : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long waiting;

    public RequestQueue(IMeterFactory meters, int length)
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "aspnetcore.rate_limiting.queued_requests")
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            if (Interlocked.Add(ref waiting, change) == length)
                reached.TrySetResult();
        });
        listener.Start();
    }

    public Task Reached => reached.Task;

    public void Dispose() => listener.Dispose();
}
