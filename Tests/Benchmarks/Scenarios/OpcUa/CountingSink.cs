using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Benchmarks.Scenarios.OpcUa;

/// <summary>Reads every value as a driver does, and counts.</summary>
internal sealed class CountingSink : ISubscriptionSink
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long enough;
    private long values;
    private double sum;

    public CountingSink(long enough) => this.enough = enough;

    /// <summary>Completes once enough values came.</summary>
    public Task Begun => begun.Task;

    /// <summary>Values taken.</summary>
    public long Values => Interlocked.Read(ref values);

    /// <summary>Gaps told.</summary>
    public int Gaps { get; private set; }

    /// <summary>Of all values: what keeps reading them from being left out.</summary>
    public double Sum => sum;

    public void OnDataChange(Subscription subscription, DataChangeReader values)
    {
        var count = 0;
        foreach (var value in values)
        {
            if (value.Value.Status.IsGood && value.Value.Value.TryGetDouble(out var number))
                sum += number + value.Value.SourceTimestamp.Ticks + value.Value.ServerTimestamp.Ticks + value.ClientHandle;
            count++;
        }

        if (Interlocked.Add(ref this.values, count) >= enough)
            begun.TrySetResult();
    }

    public void OnGap(Subscription subscription, SubscriptionGap gap) => Gaps++;
}
