using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>The trained model of all four components. Immutable; <see cref="Score"/> may be called from any thread.</summary>
public sealed class ConditionModel
{
    internal const string InverseName = "inverse_regression";
    internal const string DiscriminantName = "shrinkage_lda";
    private const string Kind = "faultline-model-1";
    private readonly RegressionPair inverse;
    private readonly LinearDiscriminant?[] discriminants;

    internal ConditionModel(ModelInfo info, double[] meanCycle, RegressionPair inverse, LinearDiscriminant?[] discriminants)
    {
        Info = info;
        MeanCycle = meanCycle;
        this.inverse = inverse;
        this.discriminants = discriminants;
        Aligner = new PhaseAligner(meanCycle);
    }

    /// <summary>Origin and evaluation.</summary>
    public ModelInfo Info { get; }

    /// <summary>Turns windows of any phase to the cycle's start, by the model's mean cycle.</summary>
    public PhaseAligner Aligner { get; }

    internal double[] MeanCycle { get; }

    /// <summary>The model that is part of this assembly.</summary>
    public static ConditionModel LoadEmbedded()
    {
        using var stream = typeof(ConditionModel).Assembly.GetManifestResourceStream("hydraulic.model")
            ?? throw new InvalidDataException("the assembly carries no hydraulic.model");
        return Load(stream);
    }

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InvalidDataException">The stream is not a model file, or is damaged.</exception>
    public static ConditionModel Load(Stream stream)
    {
        var (json, matrices) = ArtefactFile.Read(stream, Kind);
        var info = JsonSerializer.Deserialize<ModelInfo>(json, FaultlineJson.Options) ?? throw new InvalidDataException("no metadata");
        int position = 0;
        Matrix Next(int rows, int columns)
        {
            if (position == matrices.Count || matrices[position].Rows != rows || matrices[position].Columns != columns)
                throw new InvalidDataException($"matrix {position} of the model must be {rows} × {columns}");
            return matrices[position++];
        }

        double[] Vector(int length) => Next(1, length).Data;
        var mean = Vector(RigLayout.Values);
        Standardization Scales() => new(Vector(RigLayout.Values), Vector(RigLayout.Values));
        InverseRegression Regression() =>
            new(Scales(), Next(StateDesign.Terms, RigLayout.Values), Next(StateDesign.Terms, StateDesign.Terms));
        var inverse = new RegressionPair(Regression(), Regression(), Next(2, ComponentClasses.Of(Component.Cooler).Count));
        var discriminants = new LinearDiscriminant?[info.Components.Count];
        for (int c = 0; c < discriminants.Length; c++)
        {
            int classes = info.Components[c].Classes.Count;
            if (info.Components[c].Algorithm == DiscriminantName)
                discriminants[c] = new LinearDiscriminant(Scales(), Next(classes, RigLayout.Values), Vector(classes));
        }

        return new ConditionModel(info, mean, inverse, discriminants);
    }

    /// <summary>Writes the model file.</summary>
    public void Save(Stream stream) =>
        ArtefactFile.Write(stream, Kind, JsonSerializer.SerializeToUtf8Bytes(Info, IndentedJson.Options), Matrices());

    /// <summary>
    /// Probabilities of each component's levels for a window in canonical phase (see <see cref="Aligner"/>), in the order of
    /// <see cref="ComponentClasses.All"/>. Takes some tens of microseconds.
    /// </summary>
    public ComponentPrediction[] Score(CycleWindow window)
    {
        Span<double> joint = stackalloc double[StateDesign.Combinations];
        Span<double> classes = stackalloc double[8];
        inverse.Score(window.Values, joint);
        var result = new ComponentPrediction[Info.Components.Count];
        for (int c = 0; c < result.Length; c++)
        {
            var component = Info.Components[c];
            var probabilities = new double[component.Classes.Count];
            if (discriminants[c] is { } discriminant)
            {
                discriminant.Score(window.Values, classes[..probabilities.Length]);
                LinearDiscriminant.Softmax(classes[..probabilities.Length], component.Sharpness, probabilities);
            }
            else
            {
                InverseRegression.Marginal(joint, c, component.Sharpness, probabilities);
            }

            int best = Array.IndexOf(probabilities, probabilities.Max());
            result[c] = new ComponentPrediction(component.Component, component.Classes[best], probabilities[best], probabilities);
        }

        return result;
    }

    internal IEnumerable<Matrix> Matrices()
    {
        yield return AsRow(MeanCycle);
        foreach (var regression in new[] { inverse.Steady, inverse.Transient })
        {
            yield return AsRow(regression.Standardization.Mean);
            yield return AsRow(regression.Standardization.Scale);
            yield return regression.Projection;
            yield return regression.Quadratic;
        }

        yield return inverse.SteadyTemperatures;
        foreach (var discriminant in discriminants.OfType<LinearDiscriminant>())
        {
            yield return AsRow(discriminant.Standardization.Mean);
            yield return AsRow(discriminant.Standardization.Scale);
            yield return discriminant.Directions;
            yield return AsRow(discriminant.Offsets);
        }
    }

    private static Matrix AsRow(double[] values)
    {
        var row = new Matrix(1, values.Length);
        values.CopyTo(row.Data, 0);
        return row;
    }
}
