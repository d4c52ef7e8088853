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
        var measured = ModelEvaluation.Evaluate(model, cycles);
        foreach (var component in model.Info.Components)
        {
            double accuracy = measured[component.Component.ToString().ToLowerInvariant()].Accuracy;
            Assert.True(accuracy >= component.Evaluation.Accuracy, $"{component.Component}: {accuracy} < {component.Evaluation.Accuracy}");
            Assert.True(component.RunAccuracy >= 0.98, $"{component.Component}: {component.RunAccuracy}");
        }
    }
}
