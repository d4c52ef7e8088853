namespace Faultline.Scorer.Windows;

/// <summary>Why a window cannot be scored; values of the metric tag <c>reason</c>.</summary>
internal static class WindowLack
{
    /// <summary>Less than one load cycle has been read.</summary>
    public const string Filling = "filling";

    /// <summary>A sensor has no good reading for longer than may be bridged.</summary>
    public const string Gap = "gap";

    /// <summary>The window does not look like a load cycle of this rig (standing still, other program).</summary>
    public const string NoCycle = "no_cycle";
}
