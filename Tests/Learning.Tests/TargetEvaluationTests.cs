using Faultline.Learning.Evaluation;
using Xunit;

namespace Faultline.Learning.Tests;

public class TargetEvaluationTests
{
    [Fact]
    public void Of_KnownPredictions_GivesTheFiguresWorkedOutByHand()
    {
        double[][] probabilities = [[0.9, 0.1, 0], [0.6, 0.4, 0], [0.2, 0.8, 0], [0.55, 0.45, 0]];

        var evaluation = TargetEvaluation.Of([10, 20, 30], [0, 0, 1, 1], probabilities);

        Assert.Equal(0.75, evaluation.Accuracy, 12);
        Assert.Equal((0.8 + (2 / 3.0)) / 2, evaluation.MacroF1, 12);
        Assert.Equal((0.02 + 0.32 + 0.08 + 0.605) / 4, evaluation.Brier, 6);
        Assert.Equal((0.1 + 0.4 + 0.2 + 0.55) / 4, evaluation.ExpectedCalibrationError, 6);
        Assert.Equal([[2, 0, 0], [1, 1, 0], [0, 0, 0]], evaluation.Confusion);
    }

    [Fact]
    public void Of_PerfectPredictions_HasNoError()
    {
        var evaluation = TargetEvaluation.Of([0, 1], [0, 1, 1], [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]);

        Assert.Equal((1, 1, 0, 0), (evaluation.Accuracy, evaluation.MacroF1, evaluation.Brier, evaluation.ExpectedCalibrationError));
    }
}
