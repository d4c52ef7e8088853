using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>
/// Reads one OPC UA server. The client, with session and subscriptions, lives over lost connections: connecting again brings them back, and what
/// was missed meanwhile is counted and marked.
/// </summary>
internal sealed partial class OpcUaReader(
    DeviceConfiguration device, OpcUaConnector connector, TimeSpan ageLimit, TimeProvider time, PollCounters counters, CollectorMetrics metrics, ILogger logger) : IDeviceReader
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly Dictionary<Subscription, double> groups = [];
    private readonly SortedSet<int> polled = [];
    private readonly Repetition repetition = new(device.Tags, ageLimit, time);
    private NodeId?[] nodes = [];
    private string[] badTags = [];
    private OpcUaClient? client;
    private Uri? address;
    private ISampleSink? sink;

    public IReadOnlyList<string> BadTags => Volatile.Read(ref badTags);

    /// <summary>The client, while it is connected.</summary>
    /// <exception cref="DeviceException">It is not.</exception>
    public OpcUaClient Connected => Volatile.Read(ref client) is { } now && !now.Lost.IsCompleted ? now : throw new DeviceException($"{device.Id} is not connected.");

    public async Task ReadUntilLostAsync(ISampleSink sink, CancellationToken cancellationToken)
    {
        this.sink = sink;
        try
        {
            await ConnectAsync(cancellationToken);
            // No value will ever tell that it answers; and it must be there to be browsed.
            if (device.Tags.Count == 0)
                sink.Idle();
            await ReadConnectedAsync(cancellationToken);
        }
        catch (OpcUaException exception)
        {
            throw Lost(exception);
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                await ForgetAsync();
        }
    }

    public double? Decode(int tag, ReadOnlySpan<byte> raw) => ValueDelivery.Decode(raw);

    /// <summary>What a failure of the protocol means for the device.</summary>
    private static DeviceException Lost(OpcUaException exception) => new(Quality.BadNoCommunication, exception.Message, exception);

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var now = connector.AddressOf(device);
        if (client is not null && address != now)
            await ForgetAsync();
        address = now;
        if (client is null)
            Volatile.Write(ref client, connector.Create(device, now));
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(device.ConnectTimeoutMs + device.RequestTimeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        ConnectOutcome outcome;
        try
        {
            outcome = await client!.ConnectAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeviceException($"{now} did not open a session within {device.ConnectTimeoutMs + device.RequestTimeoutMs} ms.");
        }
        LogConnected(device.Id, now, outcome, client.Endpoint!.SecurityPolicyUri, client.Endpoint.SecurityMode);
        if (nodes.Length == 0)
            await BeginWhollyAsync(cancellationToken);
        else if (outcome == ConnectOutcome.Reactivated)
            await ReadOnceAsync(cancellationToken);
        else
            await RequireSameNodesAsync(cancellationToken);
        TellBad();
    }

    /// <summary>A server that was started anew may have other ids behind names and namespaces.</summary>
    private async Task RequireSameNodesAsync(CancellationToken cancellationToken)
    {
        var found = await NodeNames.FindAsync(client!, device.Tags, cancellationToken);
        for (var tag = 0; tag < nodes.Length; tag++)
        {
            if (found[tag] is not { } node || nodes[tag] is not { } former || node.Equals(former))
                continue;
            await ForgetAsync();
            throw new DeviceException($"{device.Tags[tag].Name} is node {node} now, not {former}; the connection begins anew.");
        }
    }

    /// <summary>What was half made would be taken for whole at the next connection.</summary>
    private async Task BeginWhollyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeginAsync(cancellationToken);
        }
        catch
        {
            await ForgetAsync();
            throw;
        }
    }

    private async Task ReadConnectedAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<OpcUaException> lost = client!.Lost;
        Task[] work = [PollAsync(ending.Token), RepeatAsync(ending.Token), RetryAsync(ending.Token)];
        var first = await Task.WhenAny([lost, .. work]).WaitAsync(cancellationToken);
        await ending.CancelAsync();
        foreach (var task in work)
            await task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        repetition.Forget();
        await first;
        throw await lost.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// After a session came back, the server tells changes only; where each tag stands is asked, and holds as of now. First comes what the server kept: whoever takes values in order
    /// of time, as alarms do, would leave it out afterwards.
    /// </summary>
    private async Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        await ReadAsync([.. Enumerable.Range(0, nodes.Length).Where(tag => nodes[tag] is not null && !polled.Contains(tag))], isPresent: true, cancellationToken);
    }

    /// <summary>Waits until the server has told what it kept; where it kept nothing it says so late, with a keep-alive, so not for long.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var longest = groups.Keys.Select(subscription => subscription.PublishingInterval).DefaultIfEmpty().Max();
        var caughtUp = Task.WhenAll(groups.Keys.Select(subscription => subscription.CaughtUp));
        await Task.WhenAny(caughtUp, client!.Lost, Task.Delay((2 * longest) + Grace, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task ReadAsync(int[] tags, bool isPresent, CancellationToken cancellationToken)
    {
        if (tags.Length == 0)
            return;
        var values = await client!.ReadValuesAsync([.. tags.Select(tag => nodes[tag]!.Value)], cancellationToken);
        sink!.Begin(time.GetUtcNow());
        try
        {
            for (var i = 0; i < tags.Length; i++)
            {
                var value = isPresent ? values[i] with { SourceTimestamp = default, ServerTimestamp = default } : values[i];
                if (repetition.Take(tags[i], value) || isPresent || !polled.Contains(tags[i]))
                    ValueDelivery.Deliver(tags[i], value, sink);
            }
        }
        finally
        {
            sink.End();
        }
    }

    private async Task ForgetAsync()
    {
        if (client is { } known)
            await known.CloseAsync();
        Volatile.Write(ref client, null);
        groups.Clear();
        polled.Clear();
        nodes = [];
    }
}
