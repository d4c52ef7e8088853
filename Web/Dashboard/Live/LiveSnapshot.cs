using Faultline.Contracts;

namespace Faultline.Dashboard.Live;

/// <summary>The hub's message <c>snapshot</c>: how a system stands when the subscription begins.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="ActiveAlarms">All its active alarms.</param>
/// <param name="LatestPrediction">Its newest prediction; null before the first.</param>
/// <param name="Readings">Its newest values; null before the first.</param>
public sealed record LiveSnapshot(SystemId SystemId, IReadOnlyList<Alarm> ActiveAlarms, Prediction? LatestPrediction, LiveReadings? Readings);
