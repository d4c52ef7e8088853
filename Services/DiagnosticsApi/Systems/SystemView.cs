using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>A system and how it stands.</summary>
/// <param name="Id">Its id, such as hydraulic-2.</param>
/// <param name="Number">Its number in the plant, from 1.</param>
/// <param name="Name">For people.</param>
/// <param name="CycleSeconds">Length of its load cycle in seconds.</param>
/// <param name="LastReadingAt">Newest source time stored, UTC; null before the first.</param>
/// <param name="ActiveAlarms">Number of active alarms by severity.</param>
/// <param name="LatestPrediction">Newest prediction of the live line; null before the first.</param>
public sealed record SystemView(
    SystemId Id, int Number, string Name, double CycleSeconds, DateTimeOffset? LastReadingAt, AlarmCounts ActiveAlarms, Prediction? LatestPrediction);
