using Faultline.Contracts;
using Faultline.Learning.Explanations;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class ConditionModelTests
{
    private static readonly ConditionModel Model = ConditionModel.LoadEmbedded();
    private static readonly RigTwin Twin = RigTwin.LoadEmbedded();

    private static CycleWindow[] Windows(int count) => [.. Enumerable.Range(0, count).Select(i => Twin.Cycle(
        new RigCondition(ComponentClasses.Of(Component.Cooler)[i % 3], 100 - (i % 27), i % 5 / 2.0, 90 + (i % 40)), i))];

    [Fact]
    public void Save_ThenLoad_GivesTheSameBytesAndScores()
    {
        var bytes = Bytes(Model);
        var again = ConditionModel.Load(new MemoryStream(bytes));

        Assert.Equal(bytes, Bytes(again));
        foreach (var window in Windows(10))
            Assert.Equal(Model.Score(window).SelectMany(p => p.Probabilities), again.Score(window).SelectMany(p => p.Probabilities));
    }

    [Fact]
    public void Load_EveryTruncation_IsRejected()
    {
        var bytes = Bytes(Model);
        for (int length = 0; length < bytes.Length; length += 9973)
            Assert.Throws<InvalidDataException>(() => ConditionModel.Load(new MemoryStream(bytes, 0, length)));
    }

    [Fact]
    public void Score_AnyWindow_HasProbabilitiesThatSumToOne()
    {
        foreach (var window in Windows(50))
        {
            foreach (var prediction in Model.Score(window))
            {
                Assert.Equal(1, prediction.Probabilities.Sum(), 9);
                Assert.Equal(prediction.Probabilities.Max(), prediction.Probability);
                Assert.Equal(ComponentClasses.Of(prediction.Component).Count, prediction.Probabilities.Count);
            }
        }
    }

    [Fact]
    public void Score_FromManyThreads_EqualsSequential()
    {
        var windows = Windows(300);
        var expected = windows.Select(window => Model.Score(window).SelectMany(p => p.Probabilities).ToArray()).ToArray();
        var actual = new double[windows.Length][];
        Parallel.For(0, windows.Length, i => actual[i] = [.. Model.Score(windows[i]).SelectMany(p => p.Probabilities)]);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Score_AfterWarmUp_AllocatesNothing()
    {
        var windows = Windows(20);
        var score = new WindowScore();
        var explanation = new WindowExplanation();
        long Bytes()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var window in windows)
            {
                Model.Score(window.Values, score);
                Model.Explain(score, explanation);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Bytes();
        Assert.Equal(0, Bytes());
    }

    [Fact]
    public void Explain_AnyWindow_SumsToTheScore()
    {
        var score = new WindowScore();
        var explanation = new WindowExplanation();
        foreach (var window in Windows(60))
        {
            Model.Score(window.Values, score);
            Model.Explain(score, explanation);
            for (int target = 0; target <= WindowExplanation.StableTarget; target++)
            {
                double sum = explanation.BaselineOf(target);
                foreach (double contribution in explanation.ContributionsOf(target))
                    sum += contribution;
                Assert.Equal(explanation.ScoreOf(target), sum, 9);
            }
        }
    }

    [Fact]
    public void Explain_PredictedLevel_ScoreIsItsLogOddsAgainstTheRunnerUp()
    {
        var score = new WindowScore();
        var explanation = new WindowExplanation();
        foreach (var window in Windows(60))
        {
            Model.Score(window.Values, score);
            Model.Explain(score, explanation);
            var p = score.Probabilities(Component.Accumulator).ToArray().OrderDescending().ToArray();
            Assert.Equal(Math.Log(p[0] / p[1]), explanation.ScoreOf((int)Component.Accumulator), 6);
        }
    }

    [Fact]
    public void Explain_PumpLeakage_NamesSensorsOfTheCircuitFirst()
    {
        var score = new WindowScore();
        var explanation = new WindowExplanation();
        Model.Score(Twin.Cycle(new RigCondition(100, 100, 2, 130), seed: 7).Values, score);
        Model.Explain(score, explanation);
        Span<int> top = stackalloc int[3];

        Assert.Equal(3, explanation.Top((int)Component.Pump, top));
        Assert.All(top.ToArray(), source => Assert.DoesNotContain(WindowExplanation.NameOf(source), (string[])["TS1", "TS2", "TS3", "TS4", "CE", "CP"]));
        var magnitudes = top.ToArray().Select(source => Math.Abs(explanation.ContributionsOf((int)Component.Pump)[source])).ToArray();
        Assert.Equal(magnitudes.OrderDescending(), magnitudes);
    }

    [Fact]
    public void Info_EmbeddedModel_NamesOriginAndEvaluation()
    {
        Assert.Equal(64, Model.Info.DataHash.Length);
        Assert.Equal(ComponentClasses.All, Model.Info.Components.Select(component => component.Component));
        Assert.All(Model.Info.Components, component => Assert.Equal(Model.Info.Cycles, component.Evaluation.Confusion.Sum(row => row.Sum())));
    }

    private static byte[] Bytes(ConditionModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
