using System.Text.Json;
using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class DriftReportStoreTests(DatabaseFixture databases)
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    [SkippableFact]
    public async Task Put_TheNewestOfASystem_Stays()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<DriftReportStore>();
        var verdicts = JsonSerializer.SerializeToElement(new[] { new { name = "PS1", has_drifted = true } });

        await store.PutAsync(new DriftReport(new SystemId("press-1"), "old", 64, JsonSerializer.SerializeToElement(Array.Empty<int>()), At));
        await store.PutAsync(new DriftReport(new SystemId("press-1"), "new", 65, verdicts, At.AddMinutes(1)));

        var report = Assert.Single(await store.ListAsync());
        Assert.Equal(("new", 65, At.AddMinutes(1)), (report.Fingerprint, report.Windows, report.ComparedAt));
        Assert.True(report.Verdicts[0].GetProperty("has_drifted").GetBoolean());
    }
}
