namespace Faultline.Collector.Drivers;

/// <summary>A value for a tag.</summary>
/// <param name="Tag">Its index in the device's list of tags.</param>
/// <param name="Value">The value in the tag's unit.</param>
internal readonly record struct TagWrite(int Tag, double Value);
