using System.Text.Json;
using System.Text.RegularExpressions;
using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Decides whether an upload becomes a version: what it says of itself must hold when it is loaded and tried.</summary>
internal static partial class ModelAcceptance
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });

    /// <summary>The version to register; null with at least one fault.</summary>
    public static NewModel? Accept(ModelUpload upload, RequestFaults faults)
    {
        var manifest = upload.Manifest;
        ModelKind? kind = manifest.Kind switch { "faultline" => ModelKind.Faultline, "onnx" => ModelKind.Onnx, _ => null };
        if (manifest.Name is null || !Name().IsMatch(manifest.Name))
            faults.Add("manifest.name", $"'{manifest.Name}' is no name: 1 to 64 of a-z, 0-9 and '-' are expected, a letter or digit first.");
        if (kind is null)
            faults.Add("manifest.kind", $"'{manifest.Kind}' is none of faultline, onnx.");
        if (manifest.Sha256 is null || !Sha256().IsMatch(manifest.Sha256))
            faults.Add("manifest.sha256", "64 hex digits are expected.");
        if (kind == ModelKind.Onnx != manifest.Component is not null && kind is not null)
            faults.Add("manifest.component", kind == ModelKind.Onnx ? "An ONNX model answers for one component; which one?" : "A model file answers for all components.");
        Object(manifest.Metadata, "manifest.metadata", faults);
        Object(manifest.Evaluation, "manifest.evaluation", faults);
        if (manifest.Sample is not { ValueKind: JsonValueKind.Object })
            faults.Add("manifest.sample", "An object with windows and expected answers is needed: a model is tried before it is accepted.");
        return faults.Any ? null : Try(upload, kind!.Value, faults);
    }

    private static NewModel? Try(ModelUpload upload, ModelKind kind, RequestFaults faults)
    {
        var manifest = upload.Manifest;
        var components = manifest.Component is { } one ? [one] : ComponentClasses.All;
        try
        {
            var hash = manifest.Sha256!.ToLowerInvariant();
            var classifier = ClassifierLoader.Load(kind, upload.Content, hash, components, manifest.Sample!.Value);
            using var release = classifier as IDisposable;
            var file = classifier as RigClassifier;
            return new NewModel(
                manifest.Name!, kind, classifier.Fingerprint, hash, upload.Content, components,
                manifest.Metadata ?? (file is null ? Nothing : ModelDescription.MetadataOf(file)),
                manifest.Evaluation ?? (file is null ? Nothing : ModelDescription.EvaluationOf(file)), manifest.Sample.Value);
        }
        catch (ModelRejectedException exception)
        {
            foreach (var fault in exception.Faults)
                faults.Add("model", fault);
            return null;
        }
    }

    private static void Object(JsonElement? value, string place, RequestFaults faults)
    {
        if (value is { ValueKind: not JsonValueKind.Object })
            faults.Add(place, "An object is expected.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^[0-9a-fA-F]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();
}
