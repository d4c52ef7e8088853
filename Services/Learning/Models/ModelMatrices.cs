using Faultline.Contracts;
using Faultline.Learning.Drift;
using Faultline.Learning.Novelty;
using Faultline.Learning.Numerics;
using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>The order and shapes of the matrices in a model file.</summary>
internal sealed class ModelMatrices(List<Matrix> matrices)
{
    private int position;

    public static IEnumerable<Matrix> Write(double[] meanCycle, RigModel rig, NoveltyModel novelty, DriftReference reference)
    {
        yield return AsRow(meanCycle);
        yield return AsRow(rig.Circuit.Scales.Mean);
        yield return AsRow(rig.Circuit.Scales.Scale);
        yield return rig.Circuit.Response;
        foreach (var view in rig.Circuit.Views)
            yield return view.Projection;
        foreach (var head in new[] { rig.Heads.Cooler, rig.Heads.Valve, rig.Heads.Pump, rig.Heads.Accumulator, rig.Heads.Unstable })
            yield return head.Weights;
        yield return novelty.OfEffects.Inverse;
        foreach (var sensor in novelty.OfSensors)
            yield return sensor.Inverse;
        yield return novelty.Limits;
        yield return reference.Quantiles;
        yield return reference.LevelShares;
    }

    public double[] ReadMeanCycle() => Next(1, RigLayout.Values).Data;

    public RigModel ReadRig()
    {
        int values = CircuitMoments.Values;
        var scales = new Standardization(Next(1, values).Data, Next(1, values).Data);
        var response = Next(values, CircuitMoments.Regressors);
        var views = CircuitView.All
            .Select(view => new CircuitRegression(view, Next(CircuitDesign.StateTerms, view.Columns.Length), response)).ToArray();
        LogisticHead Head(int classes, int features) => new(Next(classes, features + 1));
        int Classes(Component component) => ComponentClasses.Of(component).Count;
        var heads = new ComponentHeads(
            Head(Classes(Component.Cooler), 1), Head(Classes(Component.Valve), Classes(Component.Valve)),
            Head(Classes(Component.Pump), Classes(Component.Pump)), Head(AccumulatorFeatures.Levels, AccumulatorFeatures.Count),
            Head(2, StabilityFeatures.Count));
        return new RigModel(new CircuitModel(scales, response, views), heads);
    }

    public NoveltyModel ReadNovelty() => new(
        new Whitening(Next(CircuitModel.Effects, CircuitModel.Effects)),
        [.. Enumerable.Range(0, NoveltyModel.SensorCount).Select(_ => new Whitening(Next(RigLayout.Seconds, RigLayout.Seconds)))], Next(1, NoveltyModel.LimitCount));

    public DriftReference ReadReference() => new(Next(RigLayout.Sensors, DriftReference.Knots), Next(ComponentClasses.All.Count, 4));

    private static Matrix AsRow(double[] values)
    {
        var row = new Matrix(1, values.Length);
        values.CopyTo(row.Data, 0);
        return row;
    }

    private Matrix Next(int rows, int columns)
    {
        if (position == matrices.Count || matrices[position].Rows != rows || matrices[position].Columns != columns)
            throw new InvalidDataException($"matrix {position} of the model must be {rows} × {columns}");
        return matrices[position++];
    }
}
