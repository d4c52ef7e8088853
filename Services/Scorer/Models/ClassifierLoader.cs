using System.Security.Cryptography;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.TimeSeries;
using Microsoft.ML.OnnxRuntime;

namespace Faultline.Scorer.Models;

/// <summary>Makes a classifier of a model's bytes and tries it on its sample. The one way into service, for uploads and for stored versions.</summary>
internal static class ClassifierLoader
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Loads and checks a version.</summary>
    /// <exception cref="ModelRejectedException">Hash, content or answers are not what they should be; all that could be found is told.</exception>
    public static IClassifier Load(ModelKind kind, byte[] content, string sha256, IReadOnlyList<Component> components, JsonElement sample)
    {
        List<string> faults = [];
        var hash = HashOf(content);
        if (hash != sha256)
            faults.Add($"The SHA-256 of the content is {hash}, not {sha256}.");
        var windows = ModelSample.Parse(sample, components, faults);
        var classifier = Open(kind, content, hash, components, faults);
        if (classifier is not null && windows is not null)
            windows.Check(classifier, kind == ModelKind.Onnx ? ModelSample.FloatTolerance : ModelSample.DoubleTolerance, faults);
        if (faults.Count == 0)
            return classifier!;
        (classifier as IDisposable)?.Dispose();
        throw new ModelRejectedException(faults);
    }

    private static IClassifier? Open(ModelKind kind, byte[] content, string hash, IReadOnlyList<Component> components, List<string> faults)
    {
        try
        {
            if (kind == ModelKind.Onnx)
                return new OnnxClassifier(content, components.Single(), hash[..12]);
            using var stream = new MemoryStream(content, writable: false);
            return new RigClassifier(ConditionModel.Load(stream));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or OnnxRuntimeException or EndOfStreamException)
        {
            faults.Add($"The content cannot be loaded: {exception.Message}");
            return null;
        }
    }
}
