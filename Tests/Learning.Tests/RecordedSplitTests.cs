using Faultline.Learning.Data;
using Faultline.Learning.Training;
using Xunit;

namespace Faultline.Learning.Tests;

public class RecordedSplitTests
{
    [Fact]
    public void Random_EverySetting_IsSpreadEvenly()
    {
        var cycles = SyntheticCycles.Load();

        var split = RecordedSplit.Random(cycles, 3, seed: 5);

        Assert.Equal(3, split.Count);
        var sizes = split.Folds.CountBy(fold => fold).Select(pair => pair.Value).ToArray();
        Assert.True(sizes.Max() - sizes.Min() <= 1);
        Assert.All(Enumerable.Range(0, cycles.Count).GroupBy(i => cycles.Labels[i]), stratum =>
        {
            var own = stratum.CountBy(i => split.Folds[i]).Select(pair => pair.Value).ToArray();
            Assert.True(own.Max() <= (stratum.Count() + 2) / 3);
        });
        Assert.Equal(split.Folds, RecordedSplit.Random(cycles, 3, seed: 5).Folds);
        Assert.NotEqual(split.Folds, RecordedSplit.Random(cycles, 3, seed: 6).Folds);
    }

    [Fact]
    public void ByCoolerLevel_EachFold_IsOneLevel()
    {
        var cycles = SyntheticCycles.Load();

        var split = RecordedSplit.ByCoolerLevel(cycles);

        Assert.Equal(3, split.Count);
        Assert.All(Enumerable.Range(0, cycles.Count).GroupBy(i => split.Folds[i]), fold => Assert.Single(fold.Select(i => cycles.Labels[i].Cooler).Distinct()));
    }

    [Theory]
    [InlineData("0 1 0", "3 rows, there are")]
    [InlineData("", "at least two are needed")]
    public void FromFile_NotAFoldACycle_SaysWhatIsWrong(string folds, string expected)
    {
        var cycles = SyntheticCycles.Load();
        using var dataset = new TemporaryDataset(1);
        dataset.Write("groups.txt", folds.Length > 0 ? folds.Split(' ') : Enumerable.Repeat("7", cycles.Count));

        var fault = Assert.Throws<DatasetException>(() => RecordedSplit.FromFile(Path.Combine(dataset.Folder, "groups.txt"), cycles));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
