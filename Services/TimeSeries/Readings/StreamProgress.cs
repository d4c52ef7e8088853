using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>How far a stream is stored.</summary>
/// <param name="Collector">The collector's id.</param>
/// <param name="System">The system.</param>
/// <param name="Sequence">Number of the last batch stored; 0 when none is.</param>
/// <param name="Readings">Readings stored in all.</param>
/// <param name="LastTime">Newest source time stored; null when none is.</param>
/// <param name="StoredAt">When the last batch was stored, by the database's clock.</param>
public sealed record StreamProgress(
    string Collector, SystemId System, long Sequence, long Readings, DateTimeOffset? LastTime, DateTimeOffset StoredAt);
