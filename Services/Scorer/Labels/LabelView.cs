using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Labels;

/// <summary>A label as it was stored.</summary>
/// <param name="PredictionId">The prediction.</param>
/// <param name="SystemId">Its system.</param>
/// <param name="WindowEnd">End of its window, UTC.</param>
/// <param name="Verdict">right or wrong.</param>
/// <param name="Conditions">The true level of each component.</param>
/// <param name="Comment">What else was said.</param>
/// <param name="LabelledAt">When, UTC.</param>
/// <param name="LabelledBy">By whom.</param>
public sealed record LabelView(
    Guid PredictionId, string SystemId, DateTimeOffset WindowEnd, string Verdict, IReadOnlyDictionary<string, double> Conditions, string Comment,
    DateTimeOffset LabelledAt, string LabelledBy)
{
    internal static LabelView Of(PredictionLabel label) => new(
        label.PredictionId, label.SystemId.Value, label.WindowEnd, label.IsRight ? "right" : "wrong",
        ComponentClasses.All.ToDictionary(component => component.ToString().ToLowerInvariant(), component => label.Conditions[(int)component]), label.Comment,
        label.LabelledAt, label.LabelledBy);
}
