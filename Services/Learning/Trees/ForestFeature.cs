namespace Faultline.Learning.Trees;

/// <summary>A feature that a forest splits on.</summary>
/// <param name="Index">Its place in a row.</param>
/// <param name="FirstThreshold">Where its thresholds begin, ascending.</param>
/// <param name="EndThreshold">Where they end, filled up to whole vectors with NaN, which no value lies below.</param>
/// <param name="Thresholds">How many there are.</param>
internal readonly record struct ForestFeature(int Index, int FirstThreshold, int EndThreshold, int Thresholds);
