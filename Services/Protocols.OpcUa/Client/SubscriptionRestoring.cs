using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Brings subscriptions to the session of a link: they are there already, are transferred (OPC 10000-4 §5.14.7), or made anew.</summary>
internal sealed class SubscriptionRestoring(Link link, SubscriptionTable subscriptions, OperationLimits limits)
{
    /// <summary>Restores all; null where every one of them lives on the session already.</summary>
    internal async Task<ConnectOutcome?> RestoreAsync(CancellationToken cancellationToken)
    {
        var strayed = subscriptions.All.Where(subscription => subscription.Home != link.Session).ToList();
        if (strayed.Count == 0)
            return null;
        var lost = await TransferAsync(strayed, cancellationToken);

        // All ids are given up before the first new one comes, which may be one of them: servers count from 1 again after a restart.
        lost.ForEach(subscriptions.ForgetId);
        foreach (var subscription in lost)
            await RecreateAsync(subscription, cancellationToken);
        return lost.Count == 0 ? ConnectOutcome.Transferred : ConnectOutcome.Recreated;
    }

    /// <summary>Makes a subscription and its items anew, and tells its sink about the gap.</summary>
    internal async Task RecreateAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        subscriptions.ForgetId(subscription);
        subscription.Home = null;
        var since = subscription.LastHeard;
        await subscription.CreateAsync(link, limits, cancellationToken);
        subscription.TellRecreated(since);
    }

    /// <summary>Answers those that the server does not hand over.</summary>
    private async Task<List<Subscription>> TransferAsync(List<Subscription> strayed, CancellationToken cancellationToken)
    {
        var movable = strayed.FindAll(subscription => subscription.Home is not null);
        if (movable.Count == 0)
            return strayed;
        TransferResult[] results;
        try
        {
            var request = new TransferSubscriptionsRequest { SubscriptionIds = [.. movable.Select(subscription => subscription.Id)], SendInitialValues = true };
            results = (await link.AskAsync<TransferSubscriptionsResponse>(request, cancellationToken)).Results;
        }
        catch (OpcUaException) when (!link.Connection.Lost.IsCompleted)
        {
            return strayed;
        }

        for (var i = 0; i < movable.Count; i++)
        {
            if (i >= results.Length || results[i].StatusCode.IsBad)
                continue;
            movable[i].Home = link.Session;
            movable[i].Hear();
            strayed.Remove(movable[i]);
        }

        return strayed;
    }
}
