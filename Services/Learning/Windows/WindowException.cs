namespace Faultline.Learning.Windows;

/// <summary>A window that cannot be scored; carries every fault found.</summary>
public sealed class WindowException : Exception
{
    /// <summary>Creates the error from the faults found, at least one.</summary>
    public WindowException(IReadOnlyList<WindowFault> faults) : base(string.Join("; ", faults.Take(5).Select(fault => fault.Message))) =>
        Faults = faults;

    /// <summary>Every fault, by sensor order then index.</summary>
    public IReadOnlyList<WindowFault> Faults { get; }
}
