using Faultline.Contracts;
using Faultline.DiagnosticsApi.Quarantine;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class QuarantineTests(ApiFixture api)
{
    [Fact]
    public async Task Entries_CarryRawBytesAndReason_NewestFirst()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await StoreAsync(Rejected(system, "PS1", now.AddSeconds(-1), QuarantineReason.NotFinite), Rejected(system, "PS2", now, QuarantineReason.OutOfRange, 900));

        var listed = await ListAsync($"system_id={system.Id}");

        Assert.Equal(["PS2", "PS1"], listed.Select(entry => entry.SensorName));
        Assert.Equal((900.0, "7fc00000", QuarantineReason.OutOfRange), (listed[0].Value!.Value, listed[0].Raw, listed[0].Reason));
        Assert.Null(listed[1].Value);
    }

    [Fact]
    public async Task Filters_NarrowTheList()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await StoreAsync(
            Rejected(system, "PS1", now.AddMinutes(-2), QuarantineReason.NotFinite), Rejected(system, "PS2", now.AddMinutes(-1), QuarantineReason.NotFinite),
            Rejected(system, "PS2", now, QuarantineReason.RateOfChange));

        Assert.Equal(2, (await ListAsync($"system_id={system.Id}&sensor=PS2")).Count);
        Assert.Equal(2, (await ListAsync($"system_id={system.Id}&reason=not_finite")).Count);
        Assert.Single(await ListAsync($"system_id={system.Id}&from={now.AddMinutes(-1).Query()}&to={now.Query()}"));
        var page = await ListAsync($"system_id={system.Id}&limit=2");
        Assert.Equal("PS1", Assert.Single(await ListAsync($"system_id={system.Id}&before_id={page[^1].Id}")).SensorName);
    }

    [Theory]
    [InlineData("reason=ugly", "reason")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("system_id=No", "system_id")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    public async Task Parameter_OutsideItsRange_IsNamed(string query, string parameter) =>
        Assert.NotEmpty(await api.Viewer.GetAsync($"/api/quarantine?{query}").FaultAsync(parameter));

    private Task<int> StoreAsync(params IReadOnlyList<QuarantinedReading> readings) => api.Database.Get<QuarantineStore>().AddAsync(readings);

    private Task<List<QuarantineView>> ListAsync(string query) => api.Viewer.GetAsync($"/api/quarantine?{query}").OkAsync<List<QuarantineView>>();

    private static QuarantinedReading Rejected(SystemDefinition system, string sensor, DateTimeOffset at, QuarantineReason reason, double? value = null) =>
        new(system.Id, sensor, at, at, value, "7fc00000", reason, "Rejected by a test.");
}
