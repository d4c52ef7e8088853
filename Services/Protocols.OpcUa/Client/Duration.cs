namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Durations of the wire, milliseconds as Double (OPC 10000-3 §8.13), within what a TimeSpan and a timer can hold.</summary>
internal static class Duration
{
    private static readonly double Longest = TimeSpan.FromDays(365).TotalMilliseconds;

    internal static TimeSpan FromMilliseconds(double milliseconds) =>
        TimeSpan.FromMilliseconds(double.IsNaN(milliseconds) ? 0 : Math.Clamp(milliseconds, 0, Longest));
}
