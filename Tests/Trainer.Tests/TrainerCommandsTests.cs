using System.Text.Json;
using Xunit;

namespace Faultline.Trainer.Tests;

public class TrainerCommandsTests
{
    [Theory]
    [InlineData("", "Usage")]
    [InlineData("fly", "unknown command 'fly'")]
    [InlineData("train --data x", "--out is missing")]
    [InlineData("evaluate --data", "--data needs a value")]
    [InlineData("evaluate --data x --data y", "--data is there twice")]
    [InlineData("twin --data x --out y --speed 3", "unknown option '--speed'")]
    [InlineData("train --data x --out y --seed one", "--seed 'one' is not a whole number")]
    public void Run_WrongCommandLine_SaysWhatIsWrong(string line, string expected)
    {
        var (code, text) = Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(TrainerCommands.WrongUsage, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_FolderThatIsNotThere_Fails()
    {
        var (code, text) = Run("evaluate", "--data", "/no/such/folder");

        Assert.Equal(TrainerCommands.Failed, code);
        Assert.Contains("/no/such/folder: no such folder", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_GroupsFile_HoldsOutItsFoldsAndWritesTheAgreedJson()
    {
        using var dataset = new TwinDataset(cyclesPerSetting: 2, step: 2);
        File.WriteAllLines(dataset.PathOf("groups"), Enumerable.Range(0, dataset.Cycles).Select(i => i / 2 % 2 == 0 ? "4" : "9"));

        var (code, text) = Run("evaluate", "--data", dataset.Folder, "--groups", dataset.PathOf("groups"), "--json", dataset.PathOf("out.json"));

        Assert.True(code == TrainerCommands.Done, text);
        using var json = JsonDocument.Parse(File.ReadAllText(dataset.PathOf("out.json")));
        Assert.Equal("groups", json.RootElement.GetProperty("split").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("folds").GetInt32());
        Assert.Equal(64, json.RootElement.GetProperty("data_hash").GetString()!.Length);
        AssertTargets(json.RootElement.GetProperty("targets"), dataset.Cycles);
    }

    [Fact]
    public void Evaluate_FinishedModel_ScoresEveryCycle()
    {
        using var dataset = new TwinDataset(cyclesPerSetting: 2, step: 5);
        using (var file = File.Create(dataset.PathOf("built-in.model")))
            Learning.Models.ConditionModel.LoadEmbedded().Save(file);

        var (code, text) = Run(
            "evaluate", "--data", dataset.Folder, "--model", dataset.PathOf("built-in.model"), "--json", dataset.PathOf("out.json"));

        Assert.True(code == TrainerCommands.Done, text);
        using var json = JsonDocument.Parse(File.ReadAllText(dataset.PathOf("out.json")));
        var targets = json.RootElement.GetProperty("targets");
        AssertTargets(targets, dataset.Cycles);
        foreach (var target in targets.EnumerateObject().Take(4))
            Assert.True(target.Value.GetProperty("accuracy").GetDouble() > 0.95, target.ToString());
    }

    [Fact]
    public void Evaluate_ModelAndGroups_IsRejected()
    {
        var (code, text) = Run("evaluate", "--data", "x", "--model", "y", "--groups", "z");

        Assert.Equal(TrainerCommands.WrongUsage, code);
        Assert.Contains("give one of them", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_GroupsOfAnotherLength_NamesBothCounts()
    {
        using var dataset = new TwinDataset(cyclesPerSetting: 1, step: 20);
        File.WriteAllLines(dataset.PathOf("groups"), ["0", "1"]);

        var (code, text) = Run("evaluate", "--data", dataset.Folder, "--groups", dataset.PathOf("groups"));

        Assert.Equal(TrainerCommands.Failed, code);
        Assert.Contains($"has 2 rows, there are {dataset.Cycles} cycles", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SameDataAndSeed_GivesTheSameBytes()
    {
        using var dataset = new TwinDataset(cyclesPerSetting: 2, step: 2);
        string first = dataset.PathOf("first.model"), second = dataset.PathOf("second.model");

        foreach (string file in new[] { first, second })
        {
            var (code, text) = Run(
                "train", "--data", dataset.Folder, "--out", file, "--seed", "3", "--trained-at", "2020-01-01T00:00:00Z", "--no-challenger", "--folds", "2");
            Assert.True(code == TrainerCommands.Done, text);
        }

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(TrainerCommands.Done, Run("evaluate", "--data", dataset.Folder, "--model", first).Code);
    }

    [Fact]
    public void Twin_OfTwinCycles_IsWritten()
    {
        using var dataset = new TwinDataset(cyclesPerSetting: 2, step: 1);

        var (code, text) = Run("twin", "--data", dataset.Folder, "--out", dataset.PathOf("again.twin"));

        Assert.True(code == TrainerCommands.Done, text);
        using var file = File.OpenRead(dataset.PathOf("again.twin"));
        Assert.Equal(dataset.Cycles, Learning.Twin.RigTwin.Load(file).Info.Cycles);
    }

    private static void AssertTargets(JsonElement targets, int cycles)
    {
        Assert.Equal(["cooler", "valve", "pump", "accumulator", "stable"], targets.EnumerateObject().Select(p => p.Name));
        foreach (var target in targets.EnumerateObject())
        {
            Assert.Equal(
                ["accuracy", "macro_f1", "brier", "expected_calibration_error", "classes", "confusion"], target.Value.EnumerateObject().Select(p => p.Name));
            Assert.Equal(cycles, target.Value.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(n => n.GetInt32())));
        }
    }

    private static (int Code, string Text) Run(params string[] args)
    {
        using var output = new StringWriter();
        int code = TrainerCommands.Run(args, output, output);
        return (code, output.ToString());
    }
}
