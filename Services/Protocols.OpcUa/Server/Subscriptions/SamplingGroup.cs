namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>Items of a subscription that are sampled together; with a timer of its own unless that is the publishing timer.</summary>
internal sealed class SamplingGroup : IDisposable
{
    private ITimer? _timer;

    internal HashSet<SampledItem> Items { get; } = [];

    /// <summary>Starts or ends its own timer.</summary>
    internal void Schedule(TimeProvider clock, TimeSpan? interval, Action tick)
    {
        _timer?.Dispose();
        _timer = interval is { } period ? clock.CreateTimer(_ => tick(), null, period, period) : null;
    }

    public void Dispose() => _timer?.Dispose();
}
