using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// Finds out that a server is gone though its connection stands, by reading its state; the connection is dropped then. A subscription that keeps
/// silent for longer than its keep-alive count allows, while the server answers, is given up there and is made anew.
/// </summary>
internal sealed class LinkWatch(Link link, SubscriptionTable subscriptions, OpcUaClientOptions options)
{
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.KeepAliveInterval, options.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken) && !link.Connection.Lost.IsCompleted)
                await LookAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The link ends.
        }
        catch (OpcUaException failure)
        {
            link.Connection.Drop(failure);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await link.AskAsync<ReadResponse>(
            new ReadRequest
            {
                TimestampsToReturn = TimestampsToReturn.Neither,
                NodesToRead = [new ReadValueId { NodeId = NodeIds.Server_ServerStatus_State, AttributeId = AttributeIds.Value }],
            },
            cancellationToken);
        foreach (var subscription in subscriptions.All)
            if (subscription.IsSilent(options.Clock.GetUtcNow(), options.RequestTimeout))
                await link.RenewAsync(subscription);
    }
}
