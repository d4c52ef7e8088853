using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class PredictionsTests(ApiFixture api)
{
    [Fact]
    public async Task Predictions_OfASpan_ComeOldestFirst()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        var stored = await StoreAsync(system, PredictionSource.Live, now.AddMinutes(-90), now.AddMinutes(-30), now.AddMinutes(-1));
        var asked = await StoreAsync(system, PredictionSource.Request, now.AddMinutes(-2));

        Assert.Equal([stored[1], stored[2]], await IdsAsync(system, ""));
        Assert.Equal([stored[0]], await IdsAsync(system, $"?from={now.AddHours(-2).Query()}&to={now.AddHours(-1).Query()}"));
        Assert.Equal([stored[1]], await IdsAsync(system, $"?from={now.AddMinutes(-30).Query()}&to={now.AddMinutes(-1).Query()}"));
        Assert.Equal(asked, await IdsAsync(system, "?source=request"));
    }

    [Fact]
    public async Task Predictions_MoreThanMaxPoints_AreThinned()
    {
        var (system, now) = (await api.AddSystemAsync(), api.Clock.GetUtcNow());
        await StoreAsync(system, PredictionSource.Live, [.. Enumerable.Range(1, 60).Select(i => now.AddMinutes(-i))]);

        Assert.InRange((await IdsAsync(system, "?max_points=5")).Count, 2, 5);
    }

    [Theory]
    [InlineData("?max_points=1", "max_points")]
    [InlineData("?max_points=10001", "max_points")]
    [InlineData("?source=elsewhere", "source")]
    [InlineData("?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("?to=0001-01-01T00:00:00Z", "from")]
    public async Task Parameter_OutsideItsRange_IsNamed(string query, string parameter)
    {
        var system = await api.AddSystemAsync();

        Assert.NotEmpty(await api.Viewer.GetAsync($"/api/systems/{system.Id}/predictions{query}").FaultAsync(parameter));
    }

    private async Task<List<Guid>> StoreAsync(SystemDefinition system, PredictionSource source, params IReadOnlyList<DateTimeOffset> ends)
    {
        var predictions = ends.Select(end => Plant.Prediction(system, end, source)).ToList();
        foreach (var prediction in predictions)
            await api.Database.Get<PredictionStore>().AddAsync(prediction);
        return [.. predictions.Select(prediction => prediction.Id)];
    }

    private async Task<List<Guid>> IdsAsync(SystemDefinition system, string query) =>
        [.. (await api.Viewer.GetAsync($"/api/systems/{system.Id}/predictions{query}").OkAsync<List<Prediction>>()).Select(prediction => prediction.Id)];
}
