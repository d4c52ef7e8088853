using System.Net;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class AlarmsTests(ApiFixture api)
{
    private AlarmStore Store => api.Database.Get<AlarmStore>();

    [Fact]
    public async Task Alarms_ByState_AreThoseInIt()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        var active = await Store.AppendAsync(Plant.Raised(system, "PS1", now));
        var cleared = await Store.AppendAsync(Plant.Raised(system, "PS2", now.AddSeconds(-1)));
        await Store.AppendAsync(Plant.Cleared(cleared, now));
        var acknowledged = await Store.AppendAsync(Plant.Raised(system, "PS3", now.AddSeconds(-2)));
        await Store.AcknowledgeAsync(acknowledged.Alarm.Id, "otto", now);

        Assert.Equal([active.Alarm.Id, acknowledged.Alarm.Id], await IdsAsync(system, "&state=active"));
        Assert.Equal([cleared.Alarm.Id], await IdsAsync(system, "&state=cleared"));
        Assert.Equal([active.Alarm.Id, cleared.Alarm.Id], await IdsAsync(system, "&state=unacknowledged"));
        Assert.Equal([active.Alarm.Id, cleared.Alarm.Id, acknowledged.Alarm.Id], await IdsAsync(system, "&state=all"));
        Assert.Equal(await IdsAsync(system, "&state=all"), await IdsAsync(system, ""));
    }

    [Fact]
    public async Task Alarms_ActiveOnes_AreNeverCutOffByLimit()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        var oldest = await Store.AppendAsync(Plant.Raised(system, "PS1", now.AddDays(-1)));
        for (var i = 0; i < 5; i++)
        {
            var raised = await Store.AppendAsync(Plant.Raised(system, "PS2", now.AddMinutes(-i)));
            await Store.AppendAsync(Plant.Cleared(raised, now));
        }

        var listed = await IdsAsync(system, "&limit=2");

        Assert.Equal(3, listed.Count);
        Assert.Equal(oldest.Alarm.Id, listed[^1]);
    }

    [Fact]
    public async Task Alarms_Before_IsTheNextPage()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        for (var i = 0; i < 5; i++)
            await Store.AppendAsync(Plant.Cleared(await Store.AppendAsync(Plant.Raised(system, "PS1", now.AddMinutes(-i))), now));

        var first = await ListAsync(system, "&limit=3");
        var second = await ListAsync(system, $"&limit=3&before={first[^1].RaisedAt.Query()}");

        Assert.Equal(5, first.Concat(second).Select(alarm => alarm.Id).Distinct().Count());
        Assert.Equal(2, second.Count);
    }

    [Theory]
    [InlineData("state=open", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("system_id=No%20System", "system_id")]
    public async Task Parameter_OutsideItsRange_IsNamed(string query, string parameter) =>
        Assert.NotEmpty(await api.Viewer.GetAsync($"/api/alarms?{query}").FaultAsync(parameter));

    [Fact]
    public async Task Acknowledge_TheFirstCounts()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        var raised = await Store.AppendAsync(Plant.Raised(system, "PS1", now));

        var first = await AcknowledgeAsync("operator", raised.Alarm.Id, "{\"comment\": \"seen\"}").OkAsync<Alarm>();
        var second = await AcknowledgeAsync("admin", raised.Alarm.Id, null).OkAsync<Alarm>();

        Assert.Equal((true, "otto", now), (first.Acknowledged, first.AcknowledgedBy, first.AcknowledgedAt));
        Assert.Equal(AlarmState.Active, first.State);
        Assert.Equal(first, second);
        Assert.Equal(first, await Store.FindAsync(raised.Alarm.Id));
    }

    [Fact]
    public async Task Acknowledge_Cleared_IsPossible()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        var raised = await Store.AppendAsync(Plant.Raised(system, "PS1", now));
        await Store.AppendAsync(Plant.Cleared(raised, now));

        var acknowledged = await AcknowledgeAsync("operator", raised.Alarm.Id, null).OkAsync<Alarm>();

        Assert.Equal((AlarmState.Cleared, true), (acknowledged.State, acknowledged.Acknowledged));
    }

    [Fact]
    public async Task Acknowledge_Unknown_IsNamed()
    {
        var id = Guid.CreateVersion7();

        var problem = await AcknowledgeAsync("operator", id, null).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Contains(id.ToString(), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await api.Operator.SendAsync("POST", "/api/alarms/17/acknowledge").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Acknowledge_ByAViewer_ChangesNothing()
    {
        var raised = await Store.AppendAsync(Plant.Raised(await api.AddSystemAsync(), "PS1", api.Clock.GetUtcNow()));

        await AcknowledgeAsync("viewer", raised.Alarm.Id, null).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.False((await Store.FindAsync(raised.Alarm.Id))!.Acknowledged);
    }

    [Fact]
    public async Task Acknowledge_WithTooLongAComment_IsRefused()
    {
        var raised = await Store.AppendAsync(Plant.Raised(await api.AddSystemAsync(), "PS1", api.Clock.GetUtcNow()));

        var fault = await AcknowledgeAsync("operator", raised.Alarm.Id, $"{{\"comment\": \"{new string('x', 501)}\"}}").FaultAsync("comment");

        Assert.Contains("501", fault, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AcknowledgeAsync(string role, Guid id, string? body) =>
        api.Client(role).SendAsync("POST", $"/api/alarms/{id}/acknowledge", body);

    private Task<List<Alarm>> ListAsync(SystemDefinition system, string query) =>
        api.Viewer.GetAsync($"/api/alarms?system_id={system.Id}{query}").OkAsync<List<Alarm>>();

    private async Task<List<Guid>> IdsAsync(SystemDefinition system, string query) => [.. (await ListAsync(system, query)).Select(alarm => alarm.Id)];
}
