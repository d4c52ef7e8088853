using System.Collections.Concurrent;
using System.Threading.Channels;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Keeps what a subscription brings, for tests to wait on.</summary>
internal sealed class RecordingSink : ISubscriptionSink
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Channel<(uint Handle, DataValue Value)> _values = Channel.CreateUnbounded<(uint, DataValue)>();

    internal ConcurrentQueue<SubscriptionGap> Gaps { get; } = new();

    public void OnDataChange(Subscription subscription, DataChangeReader values)
    {
        foreach (var value in values)
            _values.Writer.TryWrite((value.ClientHandle, value.Value));
    }

    public void OnGap(Subscription subscription, SubscriptionGap gap) => Gaps.Enqueue(gap);

    /// <summary>The next value of a handle that meets a condition.</summary>
    internal async Task<DataValue> NextAsync(uint handle, Func<DataValue, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var (from, value) = await _values.Reader.ReadAsync(limit.Token);
            if (from == handle && condition(value))
                return value;
        }
    }
}
