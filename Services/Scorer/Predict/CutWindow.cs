using Faultline.Learning.Windows;

namespace Faultline.Scorer.Predict;

/// <summary>A posted window, cut and turned.</summary>
/// <param name="Alignment">The window in canonical phase.</param>
/// <param name="OffsetSeconds">Where the machine's own seconds begin within those of the samples, 0 to 1 s.</param>
internal sealed record CutWindow(PhaseAlignment Alignment, double OffsetSeconds);
