using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Twin;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Operators label live predictions; what they say becomes training data.</summary>
public sealed class LabelTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private static int sequence;

    [Fact]
    public async Task Label_AWrongPrediction_IsExportedAsACycleThatTrainerReads()
    {
        var worn = RigCondition.Healthy with { PumpLeakage = 2, ValvePercent = 80 };
        var (right, _) = await PredictedAsync(worn, 100, says: (80, 2));
        var (wrong, cycle) = await PredictedAsync(worn, 5000, says: (80, 0));

        await LabelAsync(new { prediction_id = right, verdict = "right" });
        await LabelAsync(new { prediction_id = wrong, verdict = "wrong", conditions = new { pump = 2 }, comment = "=leaks" });

        using var export = new TemporaryFolder();
        await using (var zip = await registry.One.Admin.GetStreamAsync(new Uri("/labels/export", UriKind.Relative)))
            await ZipFile.ExtractToDirectoryAsync(zip, export.Path);
        var cycles = RecordedCycles.Load(export.Path);
        Assert.Equal(2, cycles.Count);
        Assert.Equal([0, 1], cycles.Runs);
        Assert.All(cycles.Labels, labels => Assert.Equal((100, 80, 2, 130), (labels.Cooler, labels.Valve, labels.PumpLeakage, labels.Accumulator)));
        for (var sensor = 0; sensor < 17; sensor++)
            Assert.Equal(cycle.Sensor(sensor).ToArray(), cycles.Window(1).Sensor(sensor).ToArray(), (one, other) => Math.Abs(one - other) < 1e-3);
        Assert.Equal(cycles.Labels[1].PumpLeakage, Machine.Model.Score(cycles.Window(1))[(int)Component.Pump].Condition);
        Assert.Contains(",wrong,", await File.ReadAllTextAsync(Path.Combine(export.Path, "labels.csv")), StringComparison.Ordinal);
        Assert.Contains("\"'=leaks\"", await File.ReadAllTextAsync(Path.Combine(export.Path, "labels.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_Again_TheNewestCounts()
    {
        var (prediction, _) = await PredictedAsync(RigCondition.Healthy, 10_000, says: (100, 0));
        await LabelAsync(new { prediction_id = prediction, verdict = "wrong", conditions = new { cooler = 20 } });

        await LabelAsync(new { prediction_id = prediction, verdict = "right" });

        var label = await registry.One.Viewer.GetFromJsonAsync<JsonElement>($"/labels/{prediction}");
        Assert.Equal(("right", "ada", 100.0), (label.GetProperty("verdict").GetString(), label.GetProperty("labelled_by").GetString(), label.GetProperty("conditions").GetProperty("cooler").GetDouble()));
    }

    [Theory]
    [InlineData("""{"verdict": "maybe"}""", "prediction_id", "verdict")]
    [InlineData("""{"prediction_id": "019aa000-0000-7000-8000-000000000001", "verdict": "wrong"}""", "conditions")]
    [InlineData("""{"prediction_id": "019aa000-0000-7000-8000-000000000001", "verdict": "right", "conditions": {"pump": 5}}""", "conditions", "conditions.pump")]
    public async Task Label_WithFaults_TellsAll(string body, params string[] places)
    {
        using var answer = await registry.One.Admin.PostAsync(new Uri("/labels", UriKind.Relative), new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(places, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Label_WithWhatWasPredicted_IsNotWrong()
    {
        var (prediction, _) = await PredictedAsync(RigCondition.Healthy, 15_000, says: (100, 0));

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(new { prediction_id = prediction, verdict = "wrong", conditions = new { pump = 0 } }));
    }

    [Fact]
    public async Task Label_AnUnknownPrediction_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(new { prediction_id = Guid.NewGuid(), verdict = "right" }));

    [Fact]
    public async Task Label_WithoutReadings_IsAConflict()
    {
        var prediction = await StoreAsync(Machine.At(90_000), (100, 0));

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(new { prediction_id = prediction, verdict = "right" }));
    }

    [Fact]
    public async Task Label_OfAViewer_IsForbidden()
    {
        using var answer = await registry.One.Viewer.PostAsJsonAsync("/labels", new { prediction_id = Guid.NewGuid(), verdict = "right" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>Stores a machine's readings of a cycle and a prediction of it.</summary>
    private async Task<(Guid Id, Learning.Windows.CycleWindow Cycle)> PredictedAsync(RigCondition condition, double atSeconds, (double Valve, double Pump) says)
    {
        // The machine's own seconds begin 0.7 s into ours, so that sensors with one sample a second take it within one of them.
        var machine = new Machine(phaseSeconds: 60.3 - (atSeconds % 60), condition);
        await registry.Database.Get<SystemRegistry>().RegisterAsync(Machine.Definition);
        var readings = machine.Readings(atSeconds - 2, atSeconds + 62).ToList();
        await registry.Database.Get<ReadingWriter>().StoreAsync(
            [new ReadingBatch($"collector-{Interlocked.Increment(ref sequence)}", Machine.Definition.Id, 1, readings)]);
        return (await StoreAsync(Machine.At(atSeconds + 59.7), says), machine.Cycle);
    }

    private async Task<Guid> StoreAsync(DateTimeOffset windowEnd, (double Valve, double Pump) says)
    {
        double[] levels = [100, says.Valve, says.Pump, 130];
        var prediction = new Prediction(
            Guid.CreateVersion7(windowEnd), Machine.Definition.Id, windowEnd - HydraulicRig.CycleDuration, windowEnd, "model-of-the-tests", PredictionSource.Live, 1,
            [.. ComponentClasses.All.Select((component, i) => new ComponentPrediction(
                component, levels[i], 1, [.. ComponentClasses.Of(component).Select(level => level == levels[i] ? 1.0 : 0.0)]))]);
        await registry.Database.Get<PredictionStore>().AddAsync(prediction);
        return prediction.Id;
    }

    private async Task LabelAsync(object body) => Assert.Equal(HttpStatusCode.Created, await StatusAsync(body));

    private async Task<HttpStatusCode> StatusAsync(object body)
    {
        using var answer = await registry.One.Admin.PostAsJsonAsync("/labels", body);
        return answer.StatusCode;
    }
}
