using System.Globalization;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Memory over many lost connections; FAULTLINE_RECONNECTS sets how many, 1000 for the full run.</summary>
[Collection(MemoryCollection.Name)]
public sealed class ReconnectMemoryTests(Open62541Server peer) : IClassFixture<Open62541Server>
{
    private const int WarmUp = 15;
    private const long MostGrowth = 512 * 1024;

    private static readonly int Reconnects =
        int.TryParse(Environment.GetEnvironmentVariable("FAULTLINE_RECONNECTS"), CultureInfo.InvariantCulture, out var count) ? count : 50;

    [SkippableFact]
    public async Task Reconnects_Many_LeaveMemoryAndHandlesAsTheyWere()
    {
        peer.Require();
        await using var wire = await CuttableWire.StartAsync(peer.Url);
        using var ours = new PeerClient(wire.Url, PeerClient.Secure);
        await using var client = await ours.ConnectAsync();
        var sink = new ArrivalSink();
        var subscription = await client.SubscribeAsync(new SubscriptionOptions { PublishingInterval = TimeSpan.FromMilliseconds(20) }, sink, CancellationToken.None);
        await subscription.AddAsync([new MonitoredItemSettings(1, new NodeId("Counter", 1)) { QueueSize = 100 }], CancellationToken.None);
        var (memory, handles) = (0L, 0);
        for (var i = 0; i < WarmUp + Reconnects; i++)
        {
            if (i == WarmUp)
                (memory, handles) = Used();
            await sink.NextAsync().WaitAsync(TimeSpan.FromSeconds(30));
            wire.Cut();
            await client.Lost.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(ConnectOutcome.Reactivated, await client.ConnectAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));
        }

        var (after, handlesAfter) = Used();
        Assert.True(after - memory < MostGrowth, $"{after - memory} bytes more after {Reconnects} reconnects");
        Assert.True(handlesAfter - handles < 20, $"{handlesAfter - handles} handles more after {Reconnects} reconnects");
    }

    private static (long Memory, int Handles) Used()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.HandleCount);
    }

    /// <summary>Keeps nothing, so that what grows is the client's.</summary>
    private sealed class ArrivalSink : ISubscriptionSink
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnDataChange(Subscription subscription, DataChangeReader values) =>
            Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

        public void OnGap(Subscription subscription, SubscriptionGap gap) => Assert.Fail($"gap: {gap}");

        internal Task NextAsync() => Volatile.Read(ref _next).Task;
    }
}
