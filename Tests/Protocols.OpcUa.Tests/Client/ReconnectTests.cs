using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Client;

/// <summary>What happens to session and subscriptions when the connection is lost.</summary>
public sealed class ReconnectTests
{
    [Fact]
    public async Task SessionKnown_IsReactivated_AndWhatWasMissedRepublished()
    {
        await using var rig = await ClientRig.StartAsync();
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);
        Assert.Equal(["1"], await rig.Sink.NextAsync(1));
        rig.Server.Answer = request => request is RepublishRequest { RetransmitSequenceNumber: var number }
            ? new RepublishResponse { NotificationMessage = ScriptedServer.Message(number) }
            : null;

        var outcome = await ReconnectAsync(rig);
        await (await rig.Server.PublishAsync()).KeepAliveAsync(rig.Subscription.Id, 3, 2);

        Assert.Equal(ConnectOutcome.Reactivated, outcome);
        Assert.Equal(["2"], await rig.Sink.NextAsync(1));
        Assert.Equal(0, rig.Subscription.Gaps);
    }

    [Fact]
    public async Task SessionGone_SubscriptionsAreTransferred()
    {
        await using var rig = await ClientRig.StartAsync();
        var id = rig.Subscription.Id;
        await (await rig.Server.PublishAsync()).AnswerAsync(id, 1);
        await rig.Sink.NextAsync(1);
        ForgetSession(rig);

        var outcome = await ReconnectAsync(rig);
        await (await rig.Server.PublishAsync()).AnswerAsync(id, 2);

        Assert.Equal(ConnectOutcome.Transferred, outcome);
        Assert.Equal(["2"], await rig.Sink.NextAsync(1));
        Assert.Contains(rig.Server.Requests.OfType<TransferSubscriptionsRequest>(), request => request.SubscriptionIds is [var moved] && moved == id && request.SendInitialValues);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SubscriptionsGone_AreMadeAnewWithTheirItems(bool knowsTheService)
    {
        await using var rig = await ClientRig.StartAsync();
        ForgetSession(rig, request => request is TransferSubscriptionsRequest transfer
            ? knowsTheService
                ? new TransferSubscriptionsResponse { Results = Array.ConvertAll(transfer.SubscriptionIds, _ => new TransferResult { StatusCode = StatusCodes.BadSubscriptionIdInvalid }) }
                : ScriptedServer.Fault(StatusCodes.BadServiceUnsupported)
            : null);

        var outcome = await ReconnectAsync(rig);
        Assert.Equal(["Recreated"], await rig.Sink.NextAsync(1));
        await (await rig.Server.PublishAsync()).AnswerAsync(rig.Subscription.Id, 1);

        Assert.Equal(ConnectOutcome.Recreated, outcome);
        Assert.Equal(["1"], await rig.Sink.NextAsync(1));
        Assert.Equal(2, rig.Server.Requests.OfType<CreateMonitoredItemsRequest>().Count());
    }

    [Fact]
    public async Task ConnectionCutWhileRestoring_TheNextAttemptRestores()
    {
        await using var rig = await ClientRig.StartAsync();
        ForgetSession(rig, request => request is TransferSubscriptionsRequest ? ScriptedServer.Fault(StatusCodes.BadServiceUnsupported)
            : request is CreateSubscriptionRequest ? ScriptedServer.Fault(StatusCodes.BadTooManySubscriptions) : null);
        await rig.Server.CutAsync();
        await rig.Client.Lost.Within();
        await Assert.ThrowsAsync<OpcUaException>(() => rig.Client.ConnectAsync(CancellationToken.None).Within());
        rig.Server.Answer = _ => null;

        Assert.Equal(ConnectOutcome.Recreated, await rig.Client.ConnectAsync(CancellationToken.None).Within());

        Assert.Equal(["Recreated"], await rig.Sink.NextAsync(1));
    }

    [Fact]
    public async Task ServerAway_ConnectSaysSo_AndRequestsToo()
    {
        var server = new ScriptedServer();
        await using var client = new OpcUaClient(new OpcUaClientOptions { Url = server.Url, Security = EndpointSecurity.None });
        await server.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<OpcUaException>(() => client.ConnectAsync(CancellationToken.None).Within());
        var request = await Assert.ThrowsAsync<OpcUaException>(() => client.ReadValuesAsync([NodeIds.Server], CancellationToken.None).Within());

        Assert.Equal(StatusCodes.BadNotConnected, refusal.Status);
        Assert.Equal(StatusCodes.BadNotConnected, request.Status);
    }

    [Fact]
    public async Task RequestUnderWay_ConnectionCut_Fails()
    {
        await using var rig = await ClientRig.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        rig.Server.Answer = request =>
        {
            if (request is CallRequest)
            {
                asked.TrySetResult();
                release.Wait(TimeSpan.FromSeconds(20));
            }

            return null;
        };

        var call = rig.Client.CallAsync(NodeIds.Server, NodeIds.Server_GetMonitoredItems, [], CancellationToken.None);
        await asked.Task.Within();
        await rig.Server.CutAsync();
        release.Set();

        await Assert.ThrowsAsync<OpcUaException>(() => call.Within());
    }

    private static async Task<ConnectOutcome> ReconnectAsync(ClientRig rig)
    {
        await rig.Server.CutAsync();
        await rig.Client.Lost.Within();
        return await rig.Client.ConnectAsync(CancellationToken.None).Within();
    }

    /// <summary>The server refuses to activate the session it has known; later ones are fine.</summary>
    private static void ForgetSession(ClientRig rig, Func<IServiceRequest, IServiceResponse?>? further = null)
    {
        var known = rig.Server.Requests.OfType<ActivateSessionRequest>().Last().RequestHeader.AuthenticationToken;
        rig.Server.Answer = request => request is ActivateSessionRequest activate && activate.RequestHeader.AuthenticationToken == known
            ? ScriptedServer.Fault(StatusCodes.BadSessionIdInvalid)
            : further?.Invoke(request);
    }
}
