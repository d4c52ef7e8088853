namespace Faultline.Scorer.Models;

/// <summary>A model in service.</summary>
/// <param name="Name">Its name in the registry; null while the registry has not been reached.</param>
/// <param name="Version">Its number there.</param>
/// <param name="Fingerprint">What predictions carry as model_version.</param>
public sealed record ServedModelView(string? Name, int? Version, string Fingerprint)
{
    internal static ServedModelView Of(ServedModel model) => new(model.Row?.Name, model.Row?.Version, model.Classifier.Fingerprint);
}
