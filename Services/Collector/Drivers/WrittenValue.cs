namespace Faultline.Collector.Drivers;

/// <summary>What a write came to.</summary>
/// <param name="Tag">Index of the tag.</param>
/// <param name="ReadBack">What the device showed afterwards, in the tag's unit.</param>
/// <param name="Confirmed">Whether that is what was written, bit for bit.</param>
internal readonly record struct WrittenValue(int Tag, double ReadBack, bool Confirmed);
