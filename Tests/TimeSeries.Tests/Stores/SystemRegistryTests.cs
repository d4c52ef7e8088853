using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class SystemRegistryTests(DatabaseFixture databases)
{
    [SkippableFact]
    public async Task System_ComesBackAsRegistered_AlsoTwice()
    {
        await using var database = await databases.CreateAsync();
        var registry = database.Get<SystemRegistry>();
        await registry.RegisterAsync(Machines.Rig(2));
        await registry.RegisterAsync(Machines.Rig(1));
        await registry.RegisterAsync(Machines.Rig(2) with { Name = "Press", CycleDuration = TimeSpan.FromSeconds(7.5) });

        var found = await registry.FindAsync(new SystemId("hydraulic-2"));

        Assert.Equal(("Press", TimeSpan.FromSeconds(7.5)), (found!.Name, found.CycleDuration));
        Assert.Equal(HydraulicRig.Sensors, found.Sensors);
        Assert.Equal([1, 2], (await registry.ListAsync()).Select(system => system.Number));
        Assert.Null(await registry.FindAsync(new SystemId("hydraulic-3")));
    }

    [SkippableFact]
    public async Task SensorsNoLongerNamed_AreHidden_AndNamesMaySwap()
    {
        await using var database = await databases.CreateAsync();
        var registry = database.Get<SystemRegistry>();
        await registry.RegisterAsync(Machines.Rig());
        var (first, second) = (HydraulicRig.Sensors[0], HydraulicRig.Sensors[1]);
        SensorDefinition[] swapped = [first with { Name = second.Name }, second with { Name = first.Name }];

        await registry.RegisterAsync(Machines.Rig() with { Sensors = swapped });

        Assert.Equal(swapped, (await registry.FindAsync(new SystemId("hydraulic-1")))!.Sensors);
        Assert.Equal(17, await database.ScalarAsync<long>("SELECT count(*) FROM sensor"));
    }

    [SkippableFact]
    public async Task ClashingNumbers_AreRejected()
    {
        await using var database = await databases.CreateAsync();
        var registry = database.Get<SystemRegistry>();
        await registry.RegisterAsync(Machines.Rig());

        await Assert.ThrowsAsync<StorageException>(() => registry.RegisterAsync(Machines.Rig() with { Id = new SystemId("other") }));
        await Assert.ThrowsAsync<StorageException>(() => registry.RegisterAsync(Machines.Rig() with { Number = 9 }));
    }
}
