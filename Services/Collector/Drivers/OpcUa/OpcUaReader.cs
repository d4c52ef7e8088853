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
        TellBad();
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

    /// <summary>After a session came back, the server tells changes only; where each tag stands is asked.</summary>
    private async Task ReadOnceAsync(CancellationToken cancellationToken) =>
        await ReadAsync([.. Enumerable.Range(0, nodes.Length).Where(tag => nodes[tag] is not null && !polled.Contains(tag))], cancellationToken);

    private async Task ReadAsync(int[] tags, CancellationToken cancellationToken)
    {
        if (tags.Length == 0)
            return;
        var values = await client!.ReadValuesAsync([.. tags.Select(tag => nodes[tag]!.Value)], cancellationToken);
        sink!.Begin(time.GetUtcNow());
        try
        {
            for (var i = 0; i < tags.Length; i++)
            {
                if (!polled.Contains(tags[i]))
                    repetition.Take(tags[i], values[i]);
                ValueDelivery.Deliver(tags[i], values[i], sink);
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
