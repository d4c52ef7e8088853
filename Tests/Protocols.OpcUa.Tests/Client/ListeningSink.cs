using System.Threading.Channels;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Client;

/// <summary>What a subscription brings, in its order: numbers of messages and gaps.</summary>
internal sealed class ListeningSink : ISubscriptionSink
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public void OnDataChange(Subscription subscription, DataChangeReader values)
    {
        foreach (var value in values)
            _heard.Writer.TryWrite(value.Value.Value.TryGet(out uint number) ? $"{number}" : "other");
    }

    public void OnGap(Subscription subscription, SubscriptionGap gap) => _heard.Writer.TryWrite($"{gap.Reason} {gap.MissedMessages}".TrimEnd());

    internal async Task<string[]> NextAsync(int count)
    {
        var heard = new string[count];
        for (var i = 0; i < count; i++)
            heard[i] = await _heard.Reader.ReadAsync().AsTask().Within();
        return heard;
    }
}
