using Faultline.Contracts;

namespace Faultline.Alarms.NoData;

/// <summary>Something that tells no good data.</summary>
/// <param name="Source">A sensor's name, or <see cref="NoDataRule.WholeSystem"/>.</param>
/// <param name="Since">Since when it is an alarm.</param>
/// <param name="Limit">The silence that is one.</param>
/// <param name="Sensor">The sensor; null for the whole system.</param>
internal readonly record struct Silence(string Source, DateTimeOffset Since, TimeSpan Limit, SensorDefinition? Sensor);
