using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>What an operator says of a prediction.</summary>
/// <param name="PredictionId">The prediction.</param>
/// <param name="SystemId">Its system.</param>
/// <param name="WindowEnd">End of its window, UTC.</param>
/// <param name="IsRight">Whether all components were predicted right.</param>
/// <param name="Conditions">The true recorded level of each component, in the order of <see cref="ComponentClasses.All"/>.</param>
/// <param name="Means">The window: 17 × 60 means in canonical phase, sensor-major.</param>
/// <param name="Comment">What else there is to say; may be empty.</param>
/// <param name="LabelledAt">When, UTC.</param>
/// <param name="LabelledBy">By whom.</param>
public sealed record PredictionLabel(
    Guid PredictionId, SystemId SystemId, DateTimeOffset WindowEnd, bool IsRight, IReadOnlyList<double> Conditions, IReadOnlyList<float> Means, string Comment,
    DateTimeOffset LabelledAt, string LabelledBy);
