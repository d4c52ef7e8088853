using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Learning.Data;
using Faultline.Learning.Twin;
using Faultline.Scorer.Predict;
using Faultline.TimeSeries;
using Faultline.Trainer;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Windows posted to the diagnostics API, from their prediction over an operator's label to the training data: API and scorer over one database.</summary>
public sealed class PostedLabelTests(RegistryFixture registry) : IClassFixture<RegistryFixture>, IAsyncLifetime
{
    private readonly PredictedCycles predicted = new(registry);
    private RunningApi api = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await registry.Database.Get<SystemRegistry>().RegisterAsync(Machine.Definition);
        api = await RunningApi.StartAsync(registry.Database.ConnectionString, registry.Redis, registry.One.Address);
        client = api.Client(registry.One.Admin.DefaultRequestHeaders.Authorization!.Parameter);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await api.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(100, 37)]
    public async Task PostedWindow_Labelled_IsExportedAsItWasScored(int rate, int late)
    {
        var posted = new PostedCycle(RigCondition.Healthy with { PumpLeakage = 2, ValvePercent = 80 }, rate, late);
        var prediction = await PostAsync(posted);
        await LabelAsync(new { prediction_id = prediction.Id, verdict = "wrong", conditions = new { accumulator = 100 } });

        using var export = await ExportAsync();

        var cycles = RecordedCycles.Load(export.Path);
        var row = await RowOfAsync(export, prediction.Id);
        using var window = posted.ToWindow();
        var scored = registry.One.Services.GetRequiredService<WindowCutter>().Cut(window, new())!.Alignment.Window;
        Assert.Equal(
            scored.Values.ToArray().Select(value => (float)value),
            Enumerable.Range(0, 17).SelectMany(sensor => cycles.Window(row).Sensor(sensor).ToArray()).Select(value => (float)value));
        Assert.Equal((100, 80, 2, 100), (cycles.Labels[row].Cooler, cycles.Labels[row].Valve, cycles.Labels[row].PumpLeakage, cycles.Labels[row].Accumulator));
        foreach (var (said, again) in prediction.Components.Zip(Machine.Model.Score(cycles.Window(row))))
            Assert.Equal(said.Probabilities, again.Probabilities, (one, other) => Math.Abs(one - other) < 1e-3);
    }

    [Fact]
    public async Task PostedAndLiveWindows_AreExportedTogether_AndTrainerReadsThem()
    {
        var worn = RigCondition.Healthy with { PumpLeakage = 2, ValvePercent = 80 };
        var (live, cycle) = await predicted.AddAsync(worn, 200_000, says: (80, 2));
        var prediction = await PostAsync(new PostedCycle(worn, 10, 4), Machine.At(200_100));
        foreach (var id in (Guid[])[live, prediction.Id])
            await LabelAsync(new { prediction_id = id, verdict = "right" });
        using var export = await ExportAsync();
        var (model, json) = (Path.Combine(export.Path, "released.model"), Path.Combine(export.Path, "evaluation.json"));
        await using (var file = File.Create(model))
            Machine.Model.Save(file);
        using var output = new StringWriter(CultureInfo.InvariantCulture);

        var code = TrainerCommands.Run(["evaluate", "--data", export.Path, "--model", model, "--json", json], output, output);

        Assert.True(code == TrainerCommands.Done, output.ToString());
        var (one, other) = (await RowOfAsync(export, live), await RowOfAsync(export, prediction.Id));
        var cycles = RecordedCycles.Load(export.Path);
        Assert.Equal(cycles.Runs[one], cycles.Runs[other]);
        for (var sensor = 0; sensor < 17; sensor++)
        {
            foreach (var row in (int[])[one, other])
                Assert.Equal(cycle.Sensor(sensor).ToArray(), cycles.Window(row).Sensor(sensor).ToArray(), (a, b) => Math.Abs(a - b) < 1e-3);
        }
        using var evaluation = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        Assert.Equal(cycles.DataHash, evaluation.RootElement.GetProperty("data_hash").GetString());
    }

    [Fact]
    public async Task PostedWindow_Twice_IsOneRunInTheExport()
    {
        var posted = new PostedCycle(RigCondition.Healthy with { CoolerPercent = 20 }, 1, 0);
        var (first, second) = (await PostAsync(posted, Machine.At(300_000)), await PostAsync(posted, Machine.At(400_000)));
        foreach (var id in (Guid[])[first.Id, second.Id])
            await LabelAsync(new { prediction_id = id, verdict = "right" });

        using var export = await ExportAsync();

        var runs = RecordedCycles.Load(export.Path).Runs;
        Assert.Equal(runs[await RowOfAsync(export, first.Id)], runs[await RowOfAsync(export, second.Id)]);
    }

    [Fact]
    public async Task PostedWindow_ThatIsGone_CannotBeLabelled_WhateverReadingsThereAre_AndEarlierLabelsStay()
    {
        await predicted.AddAsync(RigCondition.Healthy, 500_000, says: (100, 0));
        var prediction = await PostAsync(new PostedCycle(RigCondition.Healthy, 1, 0), Machine.At(500_000));
        await LabelAsync(new { prediction_id = prediction.Id, verdict = "right" });
        await registry.Database.ExecuteAsync($"DELETE FROM posted_window WHERE prediction_id = '{prediction.Id}'");

        using var answer = await registry.One.Admin.PostAsJsonAsync("/labels", new { prediction_id = prediction.Id, verdict = "right" });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        using var export = await ExportAsync();
        await RowOfAsync(export, prediction.Id);
    }

    private async Task<Prediction> PostAsync(PostedCycle posted, DateTimeOffset? start = null)
    {
        var body = new JsonObject { ["system_id"] = Machine.Definition.Id.Value, ["sample_rate_hz"] = posted.Rate, ["start"] = start?.ToString("O"), ["sensors"] = posted.ToJson() };
        using var answer = await client.PostAsync(new Uri("/api/diagnostics/predict", UriKind.Relative), new StringContent(body.ToJsonString(), null, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Prediction>(FaultlineJson.Options))!;
    }

    private async Task LabelAsync(object body)
    {
        using var answer = await registry.One.Admin.PostAsJsonAsync("/labels", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private async Task<TemporaryFolder> ExportAsync()
    {
        var folder = new TemporaryFolder();
        await using var zip = await registry.One.Admin.GetStreamAsync(new Uri("/labels/export", UriKind.Relative));
        await ZipFile.ExtractToDirectoryAsync(zip, folder.Path);
        return folder;
    }

    private static async Task<int> RowOfAsync(TemporaryFolder export, Guid prediction)
    {
        var rows = (await File.ReadAllLinesAsync(Path.Combine(export.Path, "labels.csv"))).Skip(1).ToList();
        var row = rows.FindIndex(row => row.StartsWith($"{prediction}", StringComparison.Ordinal));
        Assert.True(row >= 0, $"{prediction} is not in the export.");
        return row;
    }
}
