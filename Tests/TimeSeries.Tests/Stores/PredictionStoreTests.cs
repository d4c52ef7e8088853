using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

[Collection(DatabaseCollection.Name)]
public sealed class PredictionStoreTests(DatabaseFixture databases)
{
    private static readonly SystemId One = new("hydraulic-1");

    [SkippableFact]
    public async Task Prediction_ComesBackAsStored_AndItsCheckpointWithIt()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<PredictionStore>();
        var prediction = Scored(0);
        var checkpoint = new Checkpoint("scorer", One, Machines.Start, null, 0);

        Assert.Null(await store.LatestAsync(One));
        await store.AddAsync(prediction, checkpoint);
        await store.AddAsync(prediction);

        var stored = await store.LatestAsync(One);
        Assert.Equal(prediction with { Components = [] }, stored! with { Components = [] });
        Assert.Equal(prediction.Components[0].Probabilities, stored.Components[0].Probabilities);
        Assert.Equal(prediction.Components[0].Component, stored.Components[0].Component);
        Assert.Equal(checkpoint, await database.Get<CheckpointStore>().FindAsync("scorer", One));
    }

    [SkippableFact]
    public async Task Range_IsThinnedToTheBudget_InOrder_AndBySource()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<PredictionStore>();
        for (var i = 0; i < 50; i++)
            await store.AddAsync(Scored(i));
        await store.AddAsync(Scored(3) with { Source = PredictionSource.Request, WindowStart = null });

        var all = await store.RangeAsync(One, Machines.Start, Machines.Start.AddSeconds(50), 1000);
        var few = await store.RangeAsync(One, Machines.Start, Machines.Start.AddSeconds(50), 7);
        var requested = await store.RangeAsync(One, Machines.Start, Machines.Start.AddSeconds(50), 7, PredictionSource.Request);

        Assert.Equal(50, all.Count);
        Assert.InRange(few.Count, 5, 7);
        Assert.Equal(Machines.Start.AddSeconds(49), few[^1].WindowEnd);
        Assert.Equal(few.OrderBy(prediction => prediction.WindowEnd), few);
        Assert.Null(Assert.Single(requested).WindowStart);
    }

    private static Prediction Scored(int second) => new(
        Guid.CreateVersion7(Machines.Start.AddSeconds(second)), One, Machines.Start.AddSeconds(second - 60), Machines.Start.AddSeconds(second), "test-1",
        PredictionSource.Live, 0.98, [new ComponentPrediction(Component.Pump, 1, 0.7, [0.2, 0.7, 0.1])]);
}
