using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Devices;

[Collection(DatabaseCollection.Name)]
public sealed class ConfigurationStoreTests(DatabaseFixture databases)
{
    [SkippableFact]
    public async Task Versions_Rise_AndShareUnchangedDocuments()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<ConfigurationStore>();
        Assert.Equal(0, await store.NewestAsync());
        Assert.Null(await store.ReadAsync());

        await store.SaveAsync(Plant(("a", 1), ("b", 2)), 0, "erna", "first");
        await store.SaveAsync(Plant(("a", 1), ("b", 3)), 1, "otto", "second");

        var (first, second) = (await store.ReadAsync(1), await store.ReadAsync());
        Assert.Equal((2, "otto", "second"), (second!.Version.Number, second.Version.CreatedBy, second.Version.Comment));
        Assert.Equal(first!.Documents[0].Digest, second.Documents[0].Digest);
        Assert.NotEqual(first.Documents[1].Digest, second.Documents[1].Digest);
        Assert.Equal(3, await database.ScalarAsync<long>("SELECT count(*) FROM configuration_document"));
        Assert.Equal([2L, 1], (await store.ListAsync(10)).Select(version => version.Number));
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE action = 'configuration.save'"));
    }

    [SkippableFact]
    public async Task KnownDocuments_AreNotReadAgain()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<ConfigurationStore>();
        await store.SaveAsync(Plant(("a", 1), ("b", 2)), 0, "erna", "");
        var known = (await store.ReadAsync())!.Documents.ToDictionary(document => document.Digest);

        await store.SaveAsync(Plant(("a", 1), ("b", 3)), 1, "erna", "");
        var next = await store.ReadAsync(null, known);

        Assert.Same(known[next!.Documents[0].Digest], next.Documents[0]);
        Assert.Equal(3, next.Plant.Devices[1].Port);
    }

    [SkippableFact]
    public async Task SlowerOne_OfTwoChanges_IsRefused()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<ConfigurationStore>();
        await store.SaveAsync(Plant(("a", 1)), 0, "erna", "");

        var both = await Task.WhenAll(TryAsync(2), TryAsync(3));

        Assert.Single(both, saved => saved);
        Assert.Equal(2, await store.NewestAsync());

        async Task<bool> TryAsync(int port)
        {
            try
            {
                await store.SaveAsync(Plant(("a", port)), 1, "erna", "");
                return true;
            }
            catch (ConfigurationConflictException)
            {
                return false;
            }
        }
    }

    [SkippableFact]
    public async Task DamagedDocument_IsAnError_NeverAnotherPlant()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<ConfigurationStore>();
        await store.SaveAsync(Plant(("a", 1)), 0, "erna", "");
        await database.ExecuteAsync("UPDATE configuration_document SET document = replace(document, '\"port\":1', '\"port\":2')");

        await Assert.ThrowsAsync<StorageException>(() => store.ReadAsync());
    }

    [SkippableFact]
    public async Task Status_IsReplaced_AndForgottenWithItsDevice()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<DeviceStatusStore>();

        await store.WriteAsync([Status("a", DeviceState.Connecting), Status("b", DeviceState.Answering)]);
        await store.WriteAsync([Status("a", DeviceState.Lost)]);

        var status = Assert.Single(await store.ListAsync());
        Assert.Equal(("a", DeviceState.Lost, "gone"), (status.DeviceId, status.State, status.Fault));
        Assert.Equal(["T1"], status.BadTags);
    }

    [SkippableFact]
    public async Task Texts_AreKeptOnce_NewestFirst()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<TextStore>();
        var system = new SystemId("press-1");
        TextReading[] texts = [new(system, "MODE", Machines.Start, "RUN"), new(system, "MODE", Machines.Start.AddSeconds(1), "STOP")];

        await store.AddAsync(texts);
        await store.AddAsync(texts);

        Assert.Equal(["STOP", "RUN"], (await store.ListAsync(system, "MODE", 10)).Select(text => text.Text));
    }

    private static DeviceStatus Status(string id, DeviceState state) =>
        new(id, "collector", 1, state, Machines.Start, null, state == DeviceState.Lost ? "gone" : null, 1, 0, 0, 0, 17, 0, ["T1"]);

    private static PlantConfiguration Plant(params (string Id, int Port)[] devices) =>
        new([.. devices.Select(device => new DeviceConfiguration { Id = device.Id, Host = "10.0.0.1", Port = device.Port })]);
}
