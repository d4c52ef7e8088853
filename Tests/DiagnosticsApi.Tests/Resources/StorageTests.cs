using Faultline.DiagnosticsApi.Storage;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class StorageTests(ApiFixture api)
{
    [Fact]
    public async Task Storage_TellsDepthVersionsRetentionAndDiskUse()
    {
        // Nothing that other tests store expires by it.
        var options = new RetentionOptions { LateHorizon = TimeSpan.FromDays(365), Reading = TimeSpan.Zero, Minute = TimeSpan.Zero };
        await RetentionSetup.ApplyAsync(api.Database.ConnectionString, options, api.Database.Depth);

        var storage = await api.Viewer.GetAsync("/api/storage").OkAsync<StorageView>();

        Assert.Equal(("plain_postgres", null, null, false), (storage.Depth, storage.ExtensionVersion, storage.Licence, storage.ReadOnly));
        Assert.Matches(@"^\d+\.\d+", storage.ServerVersion);
        Assert.Equal(90 * 86_400, storage.RetentionSeconds["quarantine"]);
        Assert.False(storage.RetentionSeconds.ContainsKey("reading"));
        Assert.Contains(storage.Tables, table => table.Table == "reading" && table.Bytes > 0);
    }
}
