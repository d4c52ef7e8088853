using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>A raw reading.</summary>
/// <param name="Time">Source time, UTC.</param>
/// <param name="Value">The value.</param>
/// <param name="Quality">good, uncertain or bad.</param>
public sealed record ReadingView(DateTimeOffset Time, double Value, QualityClass Quality);
