using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Server;

/// <summary>Sampling, queues, filters and modes.</summary>
public sealed class MonitoredItemTests : SubscriptionHarness
{
    [Fact]
    public async Task Item_Created_ReportsItsValueAndThenChangesOnly()
    {
        await MonitorAsync(TestServer.Temperature, 7);
        var first = await PublishAsync();
        Assert.Equal((7u, Variant.From(42.5)), Assert.Single(Values(first)));

        var waiting = await BeginPublishAsync();
        Pass(1);
        Server.Level.Set(Variant.From(43.5));
        Pass(1);
        var second = Notification(await waiting.Within());
        Assert.Equal((7u, Variant.From(43.5)), Assert.Single(Values(second)));
        Assert.Equal(2u, second.NotificationMessage.SequenceNumber);
        Assert.Equal([1u, 2u], second.AvailableSequenceNumbers);
    }

    [Fact]
    public async Task Queue_Overflow_KeepsTheLatestAndMarksTheGap()
    {
        await MonitorAsync(TestServer.Temperature, 1, queueSize: 3, sampling: 10);
        await MonitorAsync(TestServer.Temperature, 2, queueSize: 3, sampling: 10, discardOldest: false);
        await MonitorAsync(TestServer.Temperature, 3, queueSize: 1, sampling: 10);
        for (var i = 1; i <= 4; i++)
        {
            Server.Level.Set(Variant.From((double)i));
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        var values = Raw(await PublishAsync());
        Assert.Equal([2.0, 3, 4], Numbers(values, 1));
        Assert.Equal([42.5, 1, 4], Numbers(values, 2));
        Assert.Equal([4.0], Numbers(values, 3));
        Assert.Equal([0x480u, 0, 0], Statuses(values, 1));
        Assert.Equal([0u, 0, 0x480], Statuses(values, 2));
        Assert.Equal([0u], Statuses(values, 3));
        Assert.Equal(4, Server.Counters.Refused[ServerBound.QueueOverflows]);
    }

    [Theory]
    [InlineData(DeadbandType.Absolute, 5, 47.5, false)]
    [InlineData(DeadbandType.Absolute, 5, 47.6, true)]
    [InlineData(DeadbandType.Percent, 5, 52.5, false)]
    [InlineData(DeadbandType.Percent, 5, 52.6, true)]
    [InlineData(DeadbandType.Absolute, 5, double.NaN, true)]
    public async Task Deadband_Change_IsReportedBeyondItOnly(DeadbandType type, double deadband, double value, bool reported)
    {
        var filter = new DataChangeFilter { Trigger = DataChangeTrigger.StatusValue, DeadbandType = (uint)type, DeadbandValue = deadband };
        await MonitorAsync(TestServer.Temperature, 1, filter: filter);
        await PublishAsync();
        var waiting = await BeginPublishAsync();
        Server.Level.Set(Variant.From(value));
        Pass(1);
        Assert.Equal(reported, await HasValuesAsync(waiting));
    }

    [Fact]
    public async Task Deadband_NodeWithoutRangeOrNumber_IsRefused()
    {
        var percent = new DataChangeFilter { Trigger = DataChangeTrigger.StatusValue, DeadbandType = (uint)DeadbandType.Percent, DeadbandValue = 5 };
        Assert.Equal(StatusCodes.BadMonitoredItemFilterUnsupported, (await MonitorAsync(TestServer.Setpoint, 1, filter: percent)).StatusCode);
        Assert.Equal(StatusCodes.BadFilterNotAllowed, (await MonitorAsync(NodeIds.Server_NamespaceArray, 1, filter: percent)).StatusCode);
        var negative = new DataChangeFilter { DeadbandType = (uint)DeadbandType.Absolute, DeadbandValue = -1 };
        Assert.Equal(StatusCodes.BadDeadbandFilterInvalid, (await MonitorAsync(TestServer.Setpoint, 1, filter: negative)).StatusCode);
    }

    [Fact]
    public async Task Trigger_StatusOnly_LeavesValuesOut()
    {
        await MonitorAsync(TestServer.Temperature, 1, filter: new DataChangeFilter { Trigger = DataChangeTrigger.Status });
        await PublishAsync();
        var waiting = await BeginPublishAsync();
        Server.Level.Set(Variant.From(50.0));
        Pass(1);
        Assert.False(waiting.IsCompleted);
        Server.Level.Set(new DataValue { Status = StatusCodes.BadNoCommunication });
        Pass(1);

        Assert.Equal(StatusCodes.BadNoCommunication, Assert.Single(Raw(Notification(await waiting.Within()))).Value.Status);
    }

    [Fact]
    public async Task Mode_SamplingThenReporting_ReportsWhatWasQueued()
    {
        var item = await MonitorAsync(TestServer.Temperature, 1, queueSize: 5, sampling: 10);
        await PublishAsync();
        await SetModeAsync(item, MonitoringMode.Sampling);
        Server.Level.Set(Variant.From(1.0));
        Pass(1);
        Server.Level.Set(Variant.From(2.0));
        Pass(1);
        await SetModeAsync(item, MonitoringMode.Reporting);

        var values = Raw(await PublishAsync());
        Assert.Equal([1.0, 2], Numbers(values, 1));
    }

    [Fact]
    public async Task Mode_Disabled_ForgetsAndBeginsAnew()
    {
        var item = await MonitorAsync(TestServer.Temperature, 1);
        await SetModeAsync(item, MonitoringMode.Disabled);
        Assert.Empty((await PublishAsync()).NotificationMessage.NotificationData);
        await SetModeAsync(item, MonitoringMode.Reporting);

        var values = Raw(await PublishAsync());
        Assert.Equal([42.5], Numbers(values, 1));
    }

    [Fact]
    public async Task Item_ManyIntervals_AreServedByFewTimersAndSaidSo()
    {
        var created = await Client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = SubscriptionId, ItemsToCreate = [.. Enumerable.Range(0, 40).Select(i => Item(TestServer.Temperature, (uint)i, sampling: 10 + i))],
        });

        Assert.Equal(15, created.Results.Select(item => item.RevisedSamplingInterval).Distinct().Count());
        Assert.All(created.Results, (item, i) => Assert.InRange(item.RevisedSamplingInterval, 10, 10 + i));
    }

    [Fact]
    public async Task Items_TooMany_AreRefusedOneByOne()
    {
        await using var server = new TestServer(options => options with { Limits = new OpcUaServerLimits { MonitoredItems = 2, QueuedValues = 5 } });
        await using var client = await RawClient.LogInAsync(server);
        var subscription = (await CreateAsync(client)).SubscriptionId;
        var created = await client.AskAsync<CreateMonitoredItemsResponse>(new CreateMonitoredItemsRequest
        {
            SubscriptionId = subscription,
            ItemsToCreate = [Item(TestServer.Temperature, 1, queueSize: 6), Item(TestServer.Temperature, 1), Item(TestServer.Temperature, 1), Item(TestServer.Temperature, 1)],
        });

        Assert.Equal(
            [StatusCodes.BadTooManyMonitoredItems, StatusCodes.Good, StatusCodes.Good, StatusCodes.BadTooManyMonitoredItems],
            created.Results.Select(item => item.StatusCode));
        await client.AskAsync<DeleteSubscriptionsResponse>(new DeleteSubscriptionsRequest { SubscriptionIds = [subscription] });
        Assert.Equal(0, server.Counters.MonitoredItems);
    }

    [Fact]
    public async Task Source_Throws_IsAStatusAndEverythingElseGoesOn()
    {
        var broken = new NodeId("Broken", 1);
        Server.Space.AddVariable(Server.Space.Objects, new VariableNode(
            broken, new QualifiedName("Broken", 1), NodeIds.Double, new ComputedValue(() => throw new InvalidOperationException("broken"))));
        await MonitorAsync(broken, 1);
        await MonitorAsync(TestServer.Temperature, 2);

        var values = Raw(await PublishAsync());
        Assert.Equal([StatusCodes.BadInternalError.Value], Statuses(values, 1));
        Assert.Equal([42.5], Numbers(values, 2));
    }
}
