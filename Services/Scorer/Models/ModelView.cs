using System.Text.Json;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>A version of the registry.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Number under that name.</param>
/// <param name="Kind">faultline or onnx.</param>
/// <param name="Fingerprint">What predictions carry as model_version.</param>
/// <param name="Sha256">SHA-256 of the bytes.</param>
/// <param name="SizeBytes">Number of bytes.</param>
/// <param name="Components">What it answers for.</param>
/// <param name="ActiveFor">The components for which it is active.</param>
/// <param name="ShadowFor">The components for which it is the shadow.</param>
/// <param name="Metadata">Where it came from.</param>
/// <param name="Evaluation">How well it does.</param>
/// <param name="RegisteredAt">When, UTC.</param>
/// <param name="RegisteredBy">By whom.</param>
public sealed record ModelView(
    string Name, int Version, ModelKind Kind, string Fingerprint, string Sha256, int SizeBytes, IReadOnlyList<Component> Components,
    IReadOnlyList<Component> ActiveFor, IReadOnlyList<Component> ShadowFor, JsonElement Metadata, JsonElement Evaluation, DateTimeOffset RegisteredAt, string RegisteredBy)
{
    internal static ModelView Of(RegisteredModel model, ModelAssignments roles)
    {
        Component[] Having(ModelRole role) => [.. roles.Items.Where(item => item.Role == role && item.Model.Id == model.Id).Select(item => item.Component).Order()];
        return new ModelView(
            model.Name, model.Version, model.Kind, model.Fingerprint, model.Sha256, model.SizeBytes, model.Components, Having(ModelRole.Active),
            Having(ModelRole.Shadow), model.Metadata, model.Evaluation, model.RegisteredAt, model.RegisteredBy);
    }
}
