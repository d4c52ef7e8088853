using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>A model in service.</summary>
/// <param name="Classifier">What scores.</param>
/// <param name="Row">Its entry in the registry; null for the release's model before the registry was reached.</param>
internal sealed record ServedModel(IClassifier Classifier, RegisteredModel? Row)
{
    /// <summary>Id in the registry; 0 without one.</summary>
    public int Id => Row?.Id ?? 0;
}
