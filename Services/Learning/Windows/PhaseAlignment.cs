namespace Faultline.Learning.Windows;

/// <summary>Where a window starts within the load cycle.</summary>
/// <param name="Shift">Index 0..59 of the window's value that belongs to second 0 of the cycle; <see cref="CycleWindow.Rotate"/> by it.</param>
/// <param name="Correlation">Correlation with the load cycle's shape at that shift, -1..1.</param>
/// <param name="Confidence">
/// 0..1: how far that correlation lies above the best one at other shifts (not the direct neighbours), as a share of what a perfect
/// cycle reaches. Below 0.5 the window is not a whole load cycle of this rig (machine stands still, two cycles mixed, wrong sensors).
/// </param>
/// <param name="Window">The window rotated to canonical order.</param>
public sealed record PhaseAlignment(int Shift, double Correlation, double Confidence, CycleWindow Window);
