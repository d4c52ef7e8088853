using Faultline.Learning.Training;
using Xunit;

namespace Faultline.Learning.Tests;

public class GroupedFoldsTests
{
    [Fact]
    public void Assign_AnyRuns_NeverSplitsARun()
    {
        var random = new Random(11);
        for (int trial = 0; trial < 200; trial++)
        {
            int folds = random.Next(2, 11);
            int[] runs = [.. Enumerable.Range(0, random.Next(folds, 60)).SelectMany(run => Enumerable.Repeat(run, random.Next(1, 30)))];
            random.Shuffle(runs);
            var assigned = GroupedFolds.Assign(runs, folds, trial);

            Assert.All(runs.Zip(assigned).GroupBy(pair => pair.First), run => Assert.Single(run.Select(pair => pair.Second).Distinct()));
            Assert.Equal(folds, assigned.Distinct().Count());
        }
    }

    [Fact]
    public void Assign_FewerRunsThanFolds_IsRejected() => Assert.Throws<ArgumentException>(() => GroupedFolds.Assign([1, 1, 2], 3, 0));
}
