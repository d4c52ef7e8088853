using System.Security.Cryptography;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Drift;
using Faultline.Learning.Explanations;
using Faultline.Learning.Novelty;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>
/// The trained model of all four components and of the stable flag. Immutable; may be used from any thread, each with its own
/// <see cref="WindowScore"/>.
/// </summary>
public sealed class ConditionModel
{
    private const string Kind = "faultline-model-3";

    [ThreadStatic]
    private static WindowScore? perThread;

    private readonly RigModel rig;
    private readonly NoveltyModel novelty;

    internal ConditionModel(ModelInfo info, double[] meanCycle, RigModel rig, NoveltyModel novelty, DriftReference reference)
    {
        Info = info;
        MeanCycle = meanCycle;
        this.rig = rig;
        this.novelty = novelty;
        Reference = reference;
        Aligner = new PhaseAligner(meanCycle);
    }

    /// <summary>Origin and evaluation.</summary>
    public ModelInfo Info { get; }

    /// <summary>Turns windows of any phase to the cycle's start, by the model's mean cycle.</summary>
    public PhaseAligner Aligner { get; }

    internal double[] MeanCycle { get; }

    internal DriftReference Reference { get; }

    internal RigModel Rig => rig;

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
        var reader = new ModelMatrices(matrices);
        return new ConditionModel(info, reader.ReadMeanCycle(), reader.ReadRig(), reader.ReadNovelty(), reader.ReadReference());
    }

    /// <summary>Writes the model file.</summary>
    public void Save(Stream stream) =>
        ArtefactFile.Write(stream, Kind, JsonSerializer.SerializeToUtf8Bytes(Info, IndentedJson.Options), Matrices());

    /// <summary>
    /// Probabilities of each component's levels for a window in canonical phase (see <see cref="Aligner"/>), in the order of
    /// <see cref="ComponentClasses.All"/>.
    /// </summary>
    public ComponentPrediction[] Score(CycleWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var score = perThread ??= new WindowScore();
        rig.Score(window.Values, score);
        return score.ToPredictions();
    }

    /// <summary>Scores all targets and the novelty of 1020 finite values in canonical phase; allocates nothing.</summary>
    /// <exception cref="ArgumentException">The span does not hold 1020 values.</exception>
    public void Score(ReadOnlySpan<double> window, WindowScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (window.Length != RigLayout.Values)
            throw new ArgumentException($"{window.Length} values; a window has {RigLayout.Values}", nameof(window));
        rig.Score(window, score);
        novelty.Score(rig.Circuit, score);
    }

    /// <summary>
    /// Replaces missing values (NaN) of 1020 in canonical phase by what the model expects of them; returns how many there were. Whether
    /// there are too many is told by <see cref="WindowAdequacy"/>. Overwrites the score; allocates nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The span does not hold 1020 values.</exception>
    public int Complete(Span<double> window, WindowScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        if (window.Length != RigLayout.Values)
            throw new ArgumentException($"{window.Length} values; a window has {RigLayout.Values}", nameof(window));
        return GapFilling.Fill(rig, MeanCycle, window, score);
    }

    /// <summary>Explains the last score that this model filled; allocates nothing.</summary>
    public void Explain(WindowScore score, WindowExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(explanation);
        Explainer.Explain(rig, score, explanation);
    }

    internal IEnumerable<Matrix> Matrices() => ModelMatrices.Write(MeanCycle, rig, novelty, Reference);

    internal string ComputeVersion()
    {
        using var bytes = new MemoryStream();
        foreach (var matrix in Matrices())
            ArtefactFile.Write(bytes, matrix);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..12];
    }
}
