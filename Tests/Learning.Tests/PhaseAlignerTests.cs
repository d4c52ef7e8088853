using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class PhaseAlignerTests
{
    private static readonly PhaseAligner Aligner = ConditionModel.LoadEmbedded().Aligner;

    [Fact]
    public void Align_TwinAtAnyPhase_FindsTheShift()
    {
        var window = RigTwin.LoadEmbedded().Cycle(new RigCondition(20, 80, 1, 100), seed: 5);
        for (int phase = 0; phase < 60; phase++)
        {
            var alignment = Aligner.Align(window.Rotate(phase));
            Assert.Equal((60 - phase) % 60, alignment.Shift);
            Assert.Equal(window.Values, alignment.Window.Values);
            Assert.True(alignment.Confidence > 0.5, $"confidence {alignment.Confidence} at {phase}");
        }
    }

    [Fact]
    public void Align_MachineStandingStill_HasNoConfidence()
    {
        var still = new double[RigLayout.Values];
        Array.Fill(still, 20);

        Assert.True(Aligner.Align(CycleWindow.FromValues(still)).Confidence < 0.5);
    }

    [SkippableFact]
    public void Align_RecordedCyclesAtRandomPhases_IsAlwaysRight()
    {
        var cycles = RecordedData.Require();
        var random = new Random(3);
        double lowest = 1;
        for (int cycle = 0; cycle < cycles.Count; cycle++)
        {
            var window = cycles.Window(cycle);
            for (int i = 0; i < 6; i++)
            {
                int phase = random.Next(60);
                var alignment = Aligner.Align(window.Rotate(phase));
                Assert.True((60 - phase) % 60 == alignment.Shift, $"cycle {cycle} at {phase}: {alignment.Shift}");
                lowest = Math.Min(lowest, alignment.Confidence);
            }
        }

        Assert.True(lowest > 0.5, $"lowest confidence {lowest}");
    }
}
