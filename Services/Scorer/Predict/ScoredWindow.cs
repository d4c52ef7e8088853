using Faultline.Contracts;
using Faultline.Scorer.Models;

namespace Faultline.Scorer.Predict;

/// <summary>A posted window that was scored; what <see cref="PredictResponse"/> tells of it.</summary>
/// <param name="Id">Identifier (UUID version 7).</param>
/// <param name="SystemId">The system named in the request; null without one.</param>
/// <param name="Start">Start of the window, UTC; null when it came without a time.</param>
/// <param name="End">End of the window, UTC.</param>
/// <param name="ModelVersion">The model.</param>
/// <param name="Cut">How it was cut and turned.</param>
/// <param name="Verdict">What the model says.</param>
internal readonly record struct ScoredWindow(
    Guid Id, string? SystemId, DateTimeOffset? Start, DateTimeOffset End, string ModelVersion, CutWindow Cut, Verdict Verdict);
