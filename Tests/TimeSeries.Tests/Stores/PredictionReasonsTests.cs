using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.TimeSeries.Tests.Stores;

/// <summary>What a prediction says beside its classes is kept with it.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class PredictionReasonsTests(DatabaseFixture databases)
{
    [SkippableFact]
    public async Task Add_WithAnomalyContributionsAndLife_KeepsThem()
    {
        await using var database = await databases.CreateAsync();
        var store = database.Get<PredictionStore>();
        var anomaly = new Anomaly(1.5, true, [new SensorDeviation("PS6", 2.25)]);
        var life = new LifeEstimate(LifeState.Value, 3600, 1800, null, 0.5);
        var prediction = new Prediction(
            Guid.CreateVersion7(), new SystemId("press-1"), null, new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero), "m", PredictionSource.Live, 1,
            [new ComponentPrediction(Component.Pump, 2, 1, [0, 0, 1], [new SensorContribution("FS1", -3.5)], life)], anomaly);

        await store.AddAsync(prediction);

        var stored = await store.FindAsync(prediction.Id);
        Assert.Equal((anomaly.Score, true, anomaly.Sensors[0]), (stored!.Anomaly!.Score, stored.Anomaly.IsUnknown, stored.Anomaly.Sensors.Single()));
        Assert.Equal(new SensorContribution("FS1", -3.5), stored.Components[0].Contributions!.Single());
        Assert.Equal(life, stored.Components[0].RemainingLife);
    }
}
