using System.Net;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Live;

/// <summary>A real client of the hub. The service's clock stands still: what arrives without moving it needed no timer.</summary>
[Collection(ApiCollection.Name)]
public sealed class HubTests(ApiFixture api)
{
    [Fact]
    public async Task Connection_WithoutToken_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.ConnectAsync(api.Api.Address, null));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Subscribe_AnUnknownSystem_IsAnErrorOfTheCall()
    {
        await using var client = await ConnectAsync();

        var error = await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync("no-such-system"));

        Assert.Contains("There is no system 'no-such-system'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_FirstBringsTheSnapshot()
    {
        var (system, now) = (await api.AddLiveSystemAsync(), api.Clock.GetUtcNow());
        var active = await api.Database.Get<AlarmStore>().AppendAsync(Plant.Raised(system, "PS1", now));
        await api.PublishAsync(system, Plant.Reading(system, "PS1", now, 151.2), Plant.Reading(system, "TS1", now, 44, Quality.UncertainLastUsableValue));
        await using var client = await ConnectAsync();

        await client.SubscribeAsync(system.Id.Value);
        var snapshot = await client.SnapshotAsync();

        Assert.Equal(system.Id, snapshot.SystemId);
        Assert.Equal([active.Alarm], snapshot.ActiveAlarms);
        Assert.Equal(new LiveValue(151.2, QualityClass.Good, now), snapshot.Readings!.Values["PS1"]);
        Assert.Equal(QualityClass.Uncertain, snapshot.Readings.Values["TS1"].Quality);
    }

    [Fact]
    public async Task Alarm_Announced_ArrivesAtOnceAndAtItsSystemsGroupOnly()
    {
        var (mine, other, now) = (await api.AddSystemAsync(), await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await using var client = await ConnectAsync();
        await client.SubscribeAsync(mine.Id.Value);

        await api.AnnounceAsync(Plant.Raised(other, "PS1", now));
        var stored = await api.AnnounceAsync(Plant.Raised(mine, "PS1", now));

        Assert.Equal(stored, await client.AlarmAsync());
    }

    [Fact]
    public async Task Alarm_ThatRedisLost_ComesFromTheDatabaseOnce()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await using var client = await ConnectAsync();
        await client.SubscribeAsync(system.Id.Value);
        var announced = await api.AnnounceAsync(Plant.Raised(system, "PS1", now));
        var lost = await api.Database.Get<AlarmStore>().AppendAsync(Plant.Raised(system, "PS2", now));

        Assert.Equal(announced, await client.AlarmAsync());
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(lost, await client.AlarmAsync());

        // What follows is the next transition, not one of the two again.
        Assert.Equal(AlarmEvent.Cleared, (await AnnounceAndReceiveAsync(client, Plant.Cleared(lost, now))).Event);
    }

    [Fact]
    public async Task Acknowledgement_ReachesTheClientsAtOnce()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await using var client = await ConnectAsync();
        await client.SubscribeAsync(system.Id.Value);
        var raised = await AnnounceAndReceiveAsync(client, Plant.Raised(system, "PS1", now));

        await api.Operator.SendAsync("POST", $"/api/alarms/{raised.Alarm.Id}/acknowledge").OkAsync<Alarm>();
        var acknowledged = await client.AlarmAsync();

        Assert.Equal((AlarmEvent.Acknowledged, "otto", raised.Alarm.Id), (acknowledged.Event, acknowledged.Alarm.AcknowledgedBy, acknowledged.Alarm.Id));
    }

    [Fact]
    public async Task SubscribeAll_SeesEverySystemAlsoLaterOnes()
    {
        await api.AddSystemAsync();
        await using var client = await ConnectAsync();
        await client.SubscribeAllAsync();
        var later = await api.AddSystemAsync();

        var raised = await AnnounceAndReceiveAsync(client, Plant.Raised(later, "PS1", api.Clock.GetUtcNow()));

        Assert.Equal(later.Id, raised.Alarm.SystemId);
    }

    [Fact]
    public async Task Unsubscribe_EndsItsSystemsMessages()
    {
        var (left, kept, now) = (await api.AddSystemAsync(), await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await using var client = await ConnectAsync();
        await client.SubscribeAsync(left.Id.Value);
        await client.SubscribeAsync(kept.Id.Value);

        await client.UnsubscribeAsync(left.Id.Value);
        await api.AnnounceAsync(Plant.Raised(left, "PS1", now));

        Assert.Equal(kept.Id, (await AnnounceAndReceiveAsync(client, Plant.Raised(kept, "PS1", now))).Alarm.SystemId);
    }

    [Fact]
    public async Task Client_ThatWasAway_FindsWhatItMissed()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await using (var first = await ConnectAsync())
            await first.SubscribeAsync(system.Id.Value);
        var active = await api.AnnounceAsync(Plant.Raised(system, "PS1", now));
        var passed = await api.AnnounceAsync(Plant.Raised(system, "PS2", now));
        await api.AnnounceAsync(Plant.Cleared(passed, now));

        await using var again = await ConnectAsync();
        await again.SubscribeAsync(system.Id.Value);

        Assert.Equal([active.Alarm], (await again.SnapshotAsync()).ActiveAlarms);
        var all = await api.Viewer.GetAsync($"/api/alarms?system_id={system.Id}").OkAsync<List<Alarm>>();
        Assert.Equal(new[] { active.Alarm.Id, passed.Alarm.Id }.Order(), all.Select(alarm => alarm.Id).Order());
    }

    [Fact]
    public async Task Readings_AreCoalescedIntoTheNewestOfEachTick()
    {
        var (system, start) = (await api.AddLiveSystemAsync(), api.Clock.GetUtcNow());
        await using var client = await ConnectAsync();
        await client.SubscribeAsync(system.Id.Value);

        for (var i = 0; i < 50; i++)
            await api.PublishAsync(system, Plant.Reading(system, "PS1", start.AddMilliseconds(i), i));
        Assert.Equal(0, client.WaitingReadings);
        api.Clock.Advance(LiveClient.UpdateInterval);

        Assert.Equal(49, (await client.ReadingsAsync()).Values["PS1"].Value);
        Assert.Equal(0, client.WaitingReadings);
    }

    private Task<HubClient> ConnectAsync() => HubClient.ConnectAsync(api.Api.Address, api.Token("viewer"));

    private async Task<AlarmTransition> AnnounceAndReceiveAsync(HubClient client, AlarmTransition transition)
    {
        await api.AnnounceAsync(transition);
        return await client.AlarmAsync();
    }
}
