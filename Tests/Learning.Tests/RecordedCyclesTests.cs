using Faultline.Learning.Data;
using Xunit;

namespace Faultline.Learning.Tests;

public class RecordedCyclesTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(6000)]
    public void Load_EachRate_IsReducedToOneSecondMeans(int columns)
    {
        using var dataset = new TemporaryDataset(2, columns);

        var cycles = RecordedCycles.Load(dataset.Folder, keepFullRate: true);

        int rate = columns / 60;
        Assert.Equal(2, cycles.Count);
        Assert.Equal(301 + (((59 * rate) + ((rate - 1) / 2.0)) / 1000), cycles.Values(1, 3)[59], 9);
        Assert.Equal(rate, cycles.SamplesPerSecond(3));
        Assert.Equal(columns, cycles.Samples(1, 3).Length);
        Assert.Equal(301f, cycles.Samples(1, 3)[0]);
    }

    [Fact]
    public void Load_FilesInFoldersBelowAndCompressed_AreFound()
    {
        using var dataset = new TemporaryDataset(2);
        string hash = RecordedCycles.Load(dataset.Folder).DataHash;
        dataset.Compress("TS1.txt");
        Directory.CreateDirectory(Path.Combine(dataset.Folder, "below"));
        File.Move(Path.Combine(dataset.Folder, "PS1.txt"), Path.Combine(dataset.Folder, "below", "PS1.tsv"));

        Assert.Equal(hash, RecordedCycles.Load(dataset.Folder).DataHash);
    }

    [Fact]
    public void Runs_WithoutRunsFile_FollowLabelChanges()
    {
        using var dataset = new TemporaryDataset(6);

        Assert.Equal([0, 0, 0, 1, 1, 1], RecordedCycles.Load(dataset.Folder).Runs);
    }

    [Fact]
    public void Runs_WithRunsFile_AreTakenFromIt()
    {
        using var dataset = new TemporaryDataset(4);
        dataset.Write("runs.txt", ["7", "7", "8", "9"]);

        Assert.Equal([7, 7, 8, 9], RecordedCycles.Load(dataset.Folder).Runs);
    }

    [Fact]
    public void Load_TextAmongNumbers_NamesFileRowAndColumn()
    {
        using var dataset = new TemporaryDataset(3);
        var lines = File.ReadAllLines(Path.Combine(dataset.Folder, "FS2.txt"));
        lines[1] = lines[1].Replace("801.004", "NaN", StringComparison.Ordinal);
        dataset.Write("FS2.txt", lines);

        var fault = Assert.Throws<DatasetException>(() => RecordedCycles.Load(dataset.Folder));
        Assert.Contains("FS2.txt, row 2, column 5: 'NaN' is not a finite number", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingSensor_NamesIt()
    {
        using var dataset = new TemporaryDataset(2);
        File.Delete(Path.Combine(dataset.Folder, "VS1.txt"));

        Assert.Contains("VS1", Assert.Throws<DatasetException>(() => RecordedCycles.Load(dataset.Folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SE.txt", "1\t2\t3", "3 columns; a cycle has 60, 600 or 6000")]
    [InlineData("profile.txt", "50\t100\t0\t130\t0", "row 1, column 1: cooler 50 is not one of 3, 20, 100")]
    [InlineData("profile.txt", "3\t100\t0", "3 columns; a profile has 5")]
    public void Load_WrongShape_NamesFileAndRow(string file, string line, string expected)
    {
        using var dataset = new TemporaryDataset(2);
        dataset.Write(file, [line, line]);

        var fault = Assert.Throws<DatasetException>(() => RecordedCycles.Load(dataset.Folder));
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DifferentRowCounts_NamesBothFiles()
    {
        using var dataset = new TemporaryDataset(2);
        dataset.Write("CE.txt", File.ReadAllLines(Path.Combine(dataset.Folder, "CE.txt")).Take(1));

        Assert.Contains("CE.txt has 1 rows", Assert.Throws<DatasetException>(() => RecordedCycles.Load(dataset.Folder)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Load_RecordedRig_HasItsCyclesAndRuns()
    {
        var cycles = RecordedData.Require();

        Assert.Equal(2005, cycles.Count);
        Assert.Equal(174, cycles.Runs.Distinct().Count());
        Assert.Equal(176.8996, cycles.Values(0, 0)[0], 9);
    }
}
