namespace Faultline.Learning.Evaluation;

/// <summary>How conditions that were never learned, and known ones, were met.</summary>
/// <param name="FalseAlarmRate">The rate that the limits were set to, 0..1.</param>
/// <param name="FalseAlarms">Share of the cycles of runs that were held out called unknown, 0..1; no run counts for more than ten cycles.</param>
/// <param name="FalseAlarmsOfCycles">The same, each cycle counting alike, 0..1.</param>
/// <param name="LeftOut">One entry a worn level that was left out.</param>
public sealed record UnknownConditionReport(double FalseAlarmRate, double FalseAlarms, double FalseAlarmsOfCycles, IReadOnlyList<UnknownConditionResult> LeftOut);
