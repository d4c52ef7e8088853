using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Hub message <c>snapshot</c>: how a system stands at the moment of subscribing.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="ActiveAlarms">Its active alarms, newest first.</param>
/// <param name="LatestPrediction">Its newest prediction; null before the first.</param>
/// <param name="Readings">Its newest values; null before the first.</param>
public sealed record LiveSnapshot(SystemId SystemId, IReadOnlyList<Alarm> ActiveAlarms, Prediction? LatestPrediction, ReadingsUpdate? Readings);
