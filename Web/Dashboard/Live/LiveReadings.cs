using Faultline.Contracts;

namespace Faultline.Dashboard.Live;

/// <summary>The hub's message <c>readings</c>: latest value of each sensor of one system.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="Time">Newest source time in it, UTC.</param>
/// <param name="Values">By sensor name; only sensors with news.</param>
public sealed record LiveReadings(SystemId SystemId, DateTimeOffset Time, IReadOnlyDictionary<string, LiveValue> Values);
