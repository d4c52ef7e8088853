namespace Faultline.Scorer.Windows;

/// <summary>How a machine's readings are cut into bins.</summary>
/// <param name="Offset">Where the machine's own second edges lie within a bin of the collector's clock, in ticks, 0 to a bin.</param>
/// <param name="Held">Whether values are held from edge to edge, so that all samples of a bin show the same and the odd one out was stamped late.</param>
/// <param name="Lag">Bins by which slow sensors (about one sample a bin) belong elsewhere than their times say: -1, 0 or 1.</param>
internal readonly record struct Cut(double Offset, bool Held, int Lag);
