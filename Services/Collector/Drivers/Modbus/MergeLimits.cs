using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>What a device allows of a request.</summary>
/// <param name="Merging">How tags are put together.</param>
/// <param name="MaxGap">Most registers or bits between two neighbours that no tag wants.</param>
/// <param name="MaxLength">Most registers or bits of a request.</param>
internal readonly record struct MergeLimits(RegisterMerging Merging, int MaxGap, int MaxLength);
