using Faultline.Contracts;
using Faultline.Learning.Features;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Explanations;

/// <summary>
/// Splits scores into sources. A head is linear in its features; a gap is a sum of log-likelihoods of states with weights that add up to
/// nothing, which <see cref="CircuitRegression.Split"/> divides among the sensors. All sums are exact. The scale of a gap is a number known
/// for the window, as its levels are.
/// </summary>
internal static class Explainer
{
    private const int Ps1 = 0, Ts1 = 9, CoolingEfficiency = 14, Efficiency = 16;

    public static void Explain(RigModel model, WindowScore score, WindowExplanation explanation)
    {
        score.Standardized.CopyTo(explanation.Values, 0);
        Span<double> shared = stackalloc double[CircuitDesign.Terms];
        shared[0] = 1;
        CircuitDesign.FillOil(score.Oil, shared[CircuitDesign.FirstOilTerm..]);
        model.Circuit.Subtract(shared, 1, explanation.Values);

        OfFeatures(explanation, Component.Cooler, model.Heads.Cooler, score, score.Cooler, [CoolingEfficiency]);
        OfGaps(model, Component.Valve, model.Heads.Valve, score, score.Valve, explanation);
        OfGaps(model, Component.Pump, model.Heads.Pump, score, score.Pump, explanation);
        OfAccumulator(model, score, explanation);
        int unstable = score.UnstableProbability > 0.5 ? 1 : 0;
        Direct(explanation, WindowExplanation.StableTarget, model.Heads.Unstable, unstable, 1 - unstable, score.Stability,
            [WindowExplanation.ValveSource, WindowExplanation.PumpSource, Efficiency]);
    }

    private static void OfFeatures(
        WindowExplanation explanation, Component component, LogisticHead head, WindowScore score, ReadOnlySpan<double> features, ReadOnlySpan<int> sources)
    {
        var (top, second) = Levels(score, component);
        Direct(explanation, (int)component, head, top, second, features, sources);
    }

    private static void Direct(
        WindowExplanation explanation, int target, LogisticHead head, int top, int second, ReadOnlySpan<double> features, ReadOnlySpan<int> sources)
    {
        Begin(explanation, target, head, top, second, features);
        for (int i = 0; i < sources.Length; i++)
            explanation.Add(target, sources[i], Difference(head, top, second, i) * features[i]);
    }

    private static void OfGaps(RigModel model, Component component, LogisticHead head, WindowScore score, double[] features, WindowExplanation explanation)
    {
        var (top, second) = Levels(score, component);
        Begin(explanation, (int)component, head, top, second, features);
        Span<double> factors = stackalloc double[features.Length];
        int place = WindowScore.Place(component, 0);
        for (int level = 0; level < factors.Length; level++)
            factors[level] = Difference(head, top, second, level) / score.Scales[place];
        AddStates(model, component, 0, factors, score, explanation);
    }

    private static void OfAccumulator(RigModel model, WindowScore score, WindowExplanation explanation)
    {
        const Component component = Component.Accumulator;
        var head = model.Heads.Accumulator;
        var (top, second) = Levels(score, component);
        Begin(explanation, (int)component, head, top, second, score.Accumulator);
        Span<double> factors = stackalloc double[AccumulatorFeatures.Levels];
        for (int view = 0; view < model.Circuit.Views.Length; view++)
        {
            int first = view * AccumulatorFeatures.OfView;
            double scale = score.Scales[WindowScore.Place(component, view)];
            double ofScale = Difference(head, top, second, first + (2 * AccumulatorFeatures.Levels)) / scale;
            int highest = 0, lowest = 0;
            for (int level = 0; level < factors.Length; level++)
            {
                factors[level] = Difference(head, top, second, first + level)
                    + (Difference(head, top, second, first + AccumulatorFeatures.Levels + level) / scale);
                highest = score.Accumulator[first + level] > score.Accumulator[first + highest] ? level : highest;
                lowest = score.Accumulator[first + level] < score.Accumulator[first + lowest] ? level : lowest;
            }

            Centre(factors);
            factors[highest] += ofScale;
            factors[lowest] -= ofScale;
            explanation.AddBaseline((int)component, ofScale);
            AddStates(model, component, view, factors, score, explanation);
        }

        ReadOnlySpan<int> others = [Ts1, Ts1, Ts1, Ps1];
        for (int i = 0; i < others.Length; i++)
        {
            int feature = AccumulatorFeatures.FirstOther + i;
            explanation.Add((int)component, others[i], Difference(head, top, second, feature) * score.Accumulator[feature]);
        }
    }

    // Adds Σ factor · log-likelihood of each level's best state. The factors add up to nothing.
    private static void AddStates(
        RigModel model, Component component, int view, Span<double> factors, WindowScore score, WindowExplanation explanation)
    {
        Centre(factors);
        var regression = model.Circuit.Views[view];
        Span<double> shares = stackalloc double[regression.View.Places.Length];
        regression.Split(
            score.States[WindowScore.Place(component, view)], factors, score.Oil[0], explanation.Values, explanation.Weights.AsSpan(0, regression.View.Columns.Length), shares);
        for (int i = 0; i < shares.Length; i++)
            explanation.Add((int)component, CircuitView.Sensors[regression.View.Places[i]], shares[i]);
    }

    private static void Begin(
        WindowExplanation explanation, int target, LogisticHead head, int top, int second, ReadOnlySpan<double> features)
    {
        double bias = Difference(head, top, second, head.Features), score = bias;
        for (int i = 0; i < head.Features; i++)
            score += Difference(head, top, second, i) * features[i];
        explanation.Start(target, score, bias);
    }

    private static double Difference(LogisticHead head, int top, int second, int feature) => head.Weights[top, feature] - head.Weights[second, feature];

    private static void Centre(Span<double> factors)
    {
        double mean = 0;
        foreach (double factor in factors)
            mean += factor / factors.Length;
        foreach (ref double factor in factors)
            factor -= mean;
    }

    private static (int Top, int Second) Levels(WindowScore score, Component component)
    {
        var p = score.Probabilities(component);
        int top = score.LevelOf(component), second = top == 0 ? 1 : 0;
        for (int level = 0; level < p.Length; level++)
            second = level != top && p[level] > p[second] ? level : second;
        return (top, second);
    }
}
