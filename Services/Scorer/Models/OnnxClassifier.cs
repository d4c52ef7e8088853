using System.Buffers;
using Faultline.Contracts;
using Faultline.Learning.Windows;
using Microsoft.ML.OnnxRuntime;

namespace Faultline.Scorer.Models;

/// <summary>
/// An ONNX classifier of one component. Its input is one float tensor [1 or N, 1020]: the window in canonical phase, sensor-major in the order of
/// <see cref="RigLayout.SensorNames"/>, in physical units. Its last float output of shape [1 or N, levels] holds the probabilities of
/// the levels, healthy first (<see cref="ComponentClasses.Of"/>); they sum to 1. Other outputs, such as a label, are not asked for.
/// </summary>
internal sealed class OnnxClassifier : IClassifier, IDisposable
{
    private const double SumTolerance = 1e-3;
    private readonly InferenceSession session;
    private readonly Component component;
    private readonly string[] inputs;
    private readonly string[] outputs;

    /// <exception cref="OnnxRuntimeException">The bytes are no model that the runtime understands.</exception>
    /// <exception cref="InvalidDataException">Input or output is not what the contract says.</exception>
    public OnnxClassifier(byte[] content, Component component, string fingerprint)
    {
        // Requests and machines are many: parallel work within one window would only get into their way.
        using var options = new Microsoft.ML.OnnxRuntime.SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL };
        session = new InferenceSession(content, options);
        this.component = component;
        Fingerprint = fingerprint;
        Components = [component];
        inputs = [InputOf(session)];
        outputs = [OutputOf(session, ComponentClasses.Of(component).Count)];
    }

    public string Fingerprint { get; }

    public IReadOnlyList<Component> Components { get; }

    /// <exception cref="InvalidDataException">The model's answer is no probabilities.</exception>
    public Verdict Score(CycleWindow window)
    {
        var buffer = ArrayPool<float>.Shared.Rent(RigLayout.Values);
        try
        {
            for (var i = 0; i < RigLayout.Values; i++)
                buffer[i] = (float)window.Values[i];
            using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, RigLayout.Values), [1, RigLayout.Values]);
            using var run = new RunOptions();
            using var answers = session.Run(run, inputs, [input], outputs);
            return new Verdict([ToPrediction(answers[0].GetTensorDataAsSpan<float>())], null);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    public void Dispose() => session.Dispose();

    private ComponentPrediction ToPrediction(ReadOnlySpan<float> answer)
    {
        var levels = ComponentClasses.Of(component);
        if (answer.Length != levels.Count)
            throw new InvalidDataException($"the model answers {answer.Length} numbers; the {component} has {levels.Count} levels");
        var probabilities = new double[answer.Length];
        double sum = 0;
        for (var i = 0; i < answer.Length; i++)
        {
            if (!(answer[i] >= -SumTolerance && answer[i] <= 1 + SumTolerance))
                throw new InvalidDataException($"the model answers {answer[i]} as a probability");
            sum += probabilities[i] = Math.Clamp(answer[i], 0, 1);
        }
        if (Math.Abs(sum - 1) > SumTolerance)
            throw new InvalidDataException($"the model's probabilities sum to {sum:0.####}, not to 1");
        var best = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return new ComponentPrediction(component, levels[best], probabilities[best], probabilities);
    }

    private static string InputOf(InferenceSession session)
    {
        if (session.InputMetadata is not { Count: 1 } inputs)
            throw new InvalidDataException($"the model has {session.InputMetadata.Count} inputs; one is expected");
        var (name, input) = inputs.Single();
        return IsFloatRow(input, RigLayout.Values) ? name
            : throw new InvalidDataException($"input '{name}' is {Shown(input)}; a float tensor [N, {RigLayout.Values}] is expected");
    }

    private static string OutputOf(InferenceSession session, int levels) =>
        session.OutputMetadata.LastOrDefault(output => IsFloatRow(output.Value, levels)).Key
        ?? throw new InvalidDataException(
            $"no output is a float tensor [N, {levels}]: {string.Join(", ", session.OutputMetadata.Select(output => $"'{output.Key}' is {Shown(output.Value)}"))}");

    // A dimension below 0 is one that the caller chooses.
    private static bool IsFloatRow(NodeMetadata node, int columns) =>
        node is { IsTensor: true, Dimensions.Length: 2 } && node.ElementType == typeof(float) && node.Dimensions[0] is < 0 or 1 && node.Dimensions[1] == columns;

    private static string Shown(NodeMetadata node) =>
        node.IsTensor ? $"{node.ElementType?.Name} [{string.Join(", ", node.Dimensions.Select(size => size < 0 ? "N" : $"{size}"))}]" : $"{node.OnnxValueType}";
}
