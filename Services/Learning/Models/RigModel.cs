using Faultline.Contracts;
using Faultline.Learning.Features;
using Faultline.Learning.Training;

namespace Faultline.Learning.Models;

/// <summary>What was learned of the rig: its response and the heads. Immutable; safe for concurrent use with one score a thread.</summary>
internal sealed record RigModel(CircuitModel Circuit, ComponentHeads Heads)
{
    /// <summary>Fills the probabilities of all targets for a window of 1020 values.</summary>
    public void Score(ReadOnlySpan<double> window, WindowScore score)
    {
        ReadCircuit(Circuit, window, score);
        ReadCooler(Heads.Cooler, window, score);
        Apply(Heads.Valve, score.Valve, score.ProbabilitiesOf(Component.Valve));
        Apply(Heads.Pump, score.Pump, score.ProbabilitiesOf(Component.Pump));
        FillOthers(window, score);
        Apply(Heads.Accumulator, score.Accumulator, score.ProbabilitiesOf(Component.Accumulator));
        StabilityFeatures.Fill(window, score.Probabilities(Component.Valve)[0], score.Probabilities(Component.Pump)[0], score.Stability);
        Apply(Heads.Unstable, score.Stability, score.Unstable);
    }

    /// <summary>Reads the circuit's state in every view: likelihoods, gaps and the features made of them.</summary>
    public static void ReadCircuit(CircuitModel circuit, ReadOnlySpan<double> window, WindowScore score)
    {
        OilCovariates.Fill(window, score.Oil);
        CircuitMoments.Gather(window, score.Standardized);
        circuit.Scales.Apply(score.Standardized, CircuitModel.Limit, score.Standardized);
        Span<double> gaps = stackalloc double[4];
        for (int view = 0; view < circuit.Views.Length; view++)
        {
            var likelihood = score.Likelihood.AsSpan(view * CircuitDesign.States, CircuitDesign.States);
            circuit.Views[view].Score(score.Standardized.AsSpan(0, CircuitView.Values), score.Oil, likelihood);
            double scale = Gaps(Component.Accumulator, view, likelihood, gaps, score);
            AccumulatorFeatures.FillView(gaps, scale, score.Accumulator.AsSpan(view * AccumulatorFeatures.OfView));
        }

        ScaledGaps(Component.Valve, score, score.Valve);
        ScaledGaps(Component.Pump, score, score.Pump);
    }

    public static void ReadCooler(LogisticHead head, ReadOnlySpan<double> window, WindowScore score)
    {
        score.Cooler[0] = CoolerSettling.Of(window);
        Apply(head, score.Cooler, score.ProbabilitiesOf(Component.Cooler));
    }

    public static void FillOthers(ReadOnlySpan<double> window, WindowScore score) => AccumulatorFeatures.FillOthers(
        window, score.Oil, score.Accumulator.AsSpan(AccumulatorFeatures.FirstOther));

    public static void Apply(LogisticHead head, ReadOnlySpan<double> features, Span<double> probabilities)
    {
        head.Score(features, probabilities);
        LogisticHead.Softmax(probabilities);
    }

    private static void ScaledGaps(Component component, WindowScore score, Span<double> features)
    {
        double scale = Gaps(component, 0, score.Likelihood.AsSpan(0, CircuitDesign.States), features, score);
        foreach (ref double gap in features)
            gap /= scale;
    }

    private static double Gaps(Component component, int view, ReadOnlySpan<double> likelihood, Span<double> gaps, WindowScore score)
    {
        int place = WindowScore.Place(component, view);
        return score.Scales[place] = StateGaps.Fill(component, likelihood, score.States[place], gaps);
    }
}
