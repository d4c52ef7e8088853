using Faultline.Learning.Evaluation;
using Faultline.Learning.Models;
using Faultline.Learning.Training;
using Xunit;

namespace Faultline.Learning.Tests;

public class GoldenTests
{
    [SkippableFact]
    public void EmbeddedModel_OnItsRecordedData_ReachesItsStoredFigures()
    {
        var cycles = RecordedData.Require();
        var model = ConditionModel.LoadEmbedded();

        Assert.Equal(cycles.DataHash, model.Info.DataHash);
        var measured = RecordedEvaluation.Score(cycles, model).Targets;
        foreach (var component in model.Info.Components)
        {
            double accuracy = measured[component.Component.ToString().ToLowerInvariant()].Accuracy;
            Assert.True(accuracy >= component.Evaluation.Accuracy, $"{component.Component}: {accuracy} < {component.Evaluation.Accuracy}");
        }

        Assert.True(measured["stable"].Accuracy >= model.Info.Stable!.Accuracy, $"stable: {measured["stable"].Accuracy}");
    }

    [SkippableFact]
    public void CrossValidate_WholeRunsHeldOut_ReachesTheFiguresOfTheEmbeddedModel()
    {
        var cycles = RecordedData.Require();
        var info = ConditionModel.LoadEmbedded().Info;
        var options = new TrainingOptions();

        var evaluation = RecordedEvaluation.CrossValidate(cycles, RecordedSplit.ByRun(cycles, options.Folds, options.Seed), options);

        Assert.Equal(info.Accuracies["runs_held_out"], evaluation.Targets.ToDictionary(t => t.Key, t => Math.Round(t.Value.Accuracy, 5)));
        Assert.True(evaluation.Targets["cooler"].Accuracy >= 0.999);
        Assert.True(evaluation.Targets["valve"].Accuracy >= 0.999);
        Assert.True(evaluation.Targets["pump"].Accuracy >= 0.998);
        Assert.True(evaluation.Targets["accumulator"].Accuracy >= 0.985);
        Assert.True(evaluation.Targets["stable"].Accuracy >= 0.93);
    }
}
