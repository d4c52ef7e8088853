using System.ComponentModel;
using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Component = Faultline.Contracts.Component;

namespace Faultline.Scorer.Labels;

/// <summary>Body of POST /labels.</summary>
/// <param name="PredictionId">The prediction.</param>
/// <param name="Verdict">right or wrong.</param>
/// <param name="Conditions">The true level of each component that was predicted wrong; the others are confirmed as predicted.</param>
/// <param name="Comment">What else there is to say; at most 500 characters.</param>
public sealed record LabelRequest(
    [property: Description("The prediction: of the live line, or of a window posted to /api/diagnostics/predict.")] Guid? PredictionId,
    [property: Description("right or wrong.")] string? Verdict,
    [property: Description("The true recorded level of each component that was predicted wrong, such as {\"valve\": 80}; the others are confirmed as predicted.")]
    IReadOnlyDictionary<Component, double>? Conditions,
    [property: Description("At most 500 characters.")] string? Comment)
{
    private const int MaxComment = 500;

    internal void Check(RequestFaults faults)
    {
        if (PredictionId is null)
            faults.Add("prediction_id", "The prediction is missing.");
        if (Verdict is not ("right" or "wrong"))
            faults.Add("verdict", $"'{Verdict}' is none of right, wrong.");
        if (Verdict == "right" && Conditions is { Count: > 0 })
            faults.Add("conditions", "True conditions are told of wrong predictions only.");
        if (Verdict == "wrong" && Conditions is not { Count: > 0 })
            faults.Add("conditions", "The true condition of what was predicted wrong is missing.");
        foreach (var (component, level) in Conditions ?? new Dictionary<Component, double>())
        {
            if (!ComponentClasses.Of(component).Contains(level))
                faults.Add($"conditions.{component.ToString().ToLowerInvariant()}", $"{level} is none of the recorded levels {string.Join(", ", ComponentClasses.Of(component))}.");
        }
        if (Comment?.Length > MaxComment)
            faults.Add("comment", $"The comment has {Comment.Length} characters, at most {MaxComment} are accepted.");
    }

    /// <summary>The true level of each component, in their order.</summary>
    internal double[] TrueConditions(Prediction prediction) =>
        [.. prediction.Components.Select(said => Conditions?.TryGetValue(said.Component, out var level) == true ? level : said.Condition)];
}
