using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Twin;
using Faultline.TimeSeries;
using Faultline.Trainer;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>What operators say becomes training data: the export is a folder that Trainer reads.</summary>
public sealed class LabelExportTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private readonly PredictedCycles predicted = new(registry);

    [Fact]
    public async Task Export_OfARightAndAWrongPrediction_HasTheirWindowsWithTheTrueConditions()
    {
        var worn = RigCondition.Healthy with { PumpLeakage = 2, ValvePercent = 80 };
        var (right, _) = await predicted.AddAsync(worn, 100, says: (80, 2));
        // Not the very same window, which would be of the same run.
        var (wrong, cycle) = await predicted.AddAsync(worn with { CoolerPercent = 99 }, 5000, says: (80, 0));
        await LabelAsync(new { prediction_id = right, verdict = "right" });
        await LabelAsync(new { prediction_id = wrong, verdict = "wrong", conditions = new { pump = 2 }, comment = "=leaks" });

        using var export = await ExportAsync();

        var cycles = RecordedCycles.Load(export.Path);
        var said = (await File.ReadAllLinesAsync(Path.Combine(export.Path, "labels.csv"))).Skip(1).ToList();
        var (first, second) = (said.FindIndex(row => row.StartsWith($"{right}", StringComparison.Ordinal)), said.FindIndex(row => row.StartsWith($"{wrong}", StringComparison.Ordinal)));
        Assert.Equal(said.Count, cycles.Count);
        Assert.NotEqual(cycles.Runs[first], cycles.Runs[second]);
        foreach (var labels in (CycleLabels[])[cycles.Labels[first], cycles.Labels[second]])
            Assert.Equal((100, 80, 2, 130), (labels.Cooler, labels.Valve, labels.PumpLeakage, labels.Accumulator));
        for (var sensor = 0; sensor < 17; sensor++)
            Assert.Equal(cycle.Sensor(sensor).ToArray(), cycles.Window(second).Sensor(sensor).ToArray(), (one, other) => Math.Abs(one - other) < 1e-3);
        Assert.Equal(cycles.Labels[second].PumpLeakage, Machine.Model.Score(cycles.Window(second))[(int)Component.Pump].Condition);
        Assert.Contains(",wrong,", said[second], StringComparison.Ordinal);
        Assert.Contains("\"'=leaks\"", said[second], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfManyConditions_TrainsAModel_WhichPredictsThem()
    {
        var levels = await LabelTwinCyclesAsync();
        using var export = await ExportAsync();
        var (model, json) = (Path.Combine(export.Path, "retrained.model"), Path.Combine(export.Path, "evaluation.json"));

        var trained = Run("train", "--data", export.Path, "--out", model, "--folds", "2", "--no-challenger");
        var evaluated = Run("evaluate", "--data", export.Path, "--model", model, "--json", json);

        Assert.Equal((TrainerCommands.Done, TrainerCommands.Done), (trained.Code, evaluated.Code));
        var cycles = RecordedCycles.Load(export.Path);
        using var evaluation = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        Assert.Equal(cycles.DataHash, evaluation.RootElement.GetProperty("data_hash").GetString());
        // Operators do not say whether static conditions were reached: nothing is claimed of it.
        Assert.Equal(["cooler", "valve", "pump", "accumulator"], evaluation.RootElement.GetProperty("targets").EnumerateObject().Select(target => target.Name));
        Assert.Contains("not in the data", trained.Text, StringComparison.Ordinal);
        foreach (var component in ComponentClasses.All)
        {
            var target = evaluation.RootElement.GetProperty("targets").GetProperty(component.ToString().ToLowerInvariant());
            var rows = target.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Sum(count => count.GetInt32())).ToArray();
            // Every labelled level is met as often as it was labelled; the other test's two labels may be among them.
            Assert.All(ComponentClasses.Of(component).Index(), level => Assert.InRange(rows[level.Index] - levels.Count(label => label[(int)component] == level.Item), 0, 2));
            // Guessing is right in a quarter to a third. So few cycles do not teach it all of the accumulator, the hardest.
            Assert.True(target.GetProperty("accuracy").GetDouble() > 0.8, target.ToString());
        }
    }

    [Fact]
    public async Task Export_Again_IsTheSameToTheByte()
    {
        var labelled = new DateTimeOffset(2026, 3, 2, 7, 8, 10, TimeSpan.Zero);
        var label = LabelOf(new RigCondition(20, 90, 1, 115), "hydraulic-77", labelled);
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        Labels.LabelExport.Write([label, label with { LabelledAt = labelled.AddHours(-1) }], first);
        Labels.LabelExport.Write([label, label with { LabelledAt = labelled.AddHours(-1) }], second);

        Assert.Equal(first.ToArray(), second.ToArray());
        // What Trainer takes for the time of the data is when the newest label was given, not when it was fetched.
        using var zip = new ZipArchive(first, ZipArchiveMode.Read);
        Assert.All(zip.Entries, entry => Assert.Equal(labelled.DateTime, entry.LastWriteTime.DateTime));
    }

    /// <summary>Labels as operators gave them: two windows of two settings in five, each setting an hour after the one before.</summary>
    private async Task<List<double[]>> LabelTwinCyclesAsync()
    {
        var settings =
            from cooler in ComponentClasses.Of(Component.Cooler)
            from valve in ComponentClasses.Of(Component.Valve)
            from pump in ComponentClasses.Of(Component.Pump)
            from accumulator in ComponentClasses.Of(Component.Accumulator)
            select new RigCondition(cooler, valve, pump, accumulator);
        List<double[]> levels = [];
        foreach (var (index, setting) in settings.Index().Where(setting => setting.Index % 5 is 0 or 2))
        {
            foreach (var minute in (int[])[0, 1])
            {
                var label = LabelOf(setting, "hydraulic-78", Machine.Start.AddHours(index).AddMinutes(minute), seed: (index * 2) + minute);
                await registry.Database.Get<LabelStore>().AddAsync(label);
                levels.Add([.. label.Conditions]);
            }
        }
        return levels;
    }

    private static PredictionLabel LabelOf(RigCondition condition, string system, DateTimeOffset at, int seed = 1) => new(
        Guid.NewGuid(), new SystemId(system), at, IsRight: true, [condition.CoolerPercent, condition.ValvePercent, condition.PumpLeakage, condition.AccumulatorBar],
        [.. Machine.Twin.Cycle(condition, seed).Values.ToArray().Select(value => (float)value)], "", at, "ada");

    private async Task<TemporaryFolder> ExportAsync()
    {
        var folder = new TemporaryFolder();
        await using var zip = await registry.One.Admin.GetStreamAsync(new Uri("/labels/export", UriKind.Relative));
        await ZipFile.ExtractToDirectoryAsync(zip, folder.Path);
        return folder;
    }

    private async Task LabelAsync(object body)
    {
        using var answer = await registry.One.Admin.PostAsJsonAsync("/labels", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static (int Code, string Text) Run(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        return (TrainerCommands.Run(args, output, output), output.ToString());
    }
}
