using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

/// <summary>A window seldom starts with the cycle: it ends in one cycle of the machine and began in the one before.</summary>
public class TwinSequenceTests
{
    private static readonly ConditionModel Model = ConditionModel.LoadEmbedded();
    private static readonly RigTwin Twin = RigTwin.LoadEmbedded();

    [Theory]
    [InlineData(15)]
    [InlineData(35)]
    [InlineData(55)]
    public void Window_OverTwoCyclesOfAHealthyMachine_IsHealthy(int seconds)
    {
        const int Trials = 200;
        var healthy = Enumerable.Range(0, Trials).Count(seed => IsHealthy(Joined(Twin.Cycle(RigCondition.Healthy, seed), Twin.Cycle(RigCondition.Healthy, seed + Trials), seconds)));

        Assert.True(healthy >= Trials * 0.97, $"{healthy} of {Trials}");
    }

    private static CycleWindow Joined(CycleWindow before, CycleWindow after, int seconds)
    {
        var values = before.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (i % RigLayout.Seconds < seconds)
                values[i] = after.Values[i];
        }

        return CycleWindow.FromValues(values);
    }

    private static bool IsHealthy(CycleWindow window) =>
        Model.Score(window).All(prediction => prediction.Condition == ComponentClasses.HealthyOf(prediction.Component));
}
