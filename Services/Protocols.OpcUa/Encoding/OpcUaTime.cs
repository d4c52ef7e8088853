namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Range rules of DateTime, OPC 10000-6 §5.2.2.5.</summary>
internal static class OpcUaTime
{
    private static readonly long Epoch = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long End = new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc).Ticks;

    /// <summary>1601 and earlier is 0, the last second of 9999 and later is the largest number.</summary>
    internal static long ToWire(DateTime time) => time.Ticks <= Epoch ? 0 : time.Ticks >= End ? long.MaxValue : time.Ticks - Epoch;

    /// <summary>0 and less is the earliest time of .NET, a number past the last second of 9999 the latest.</summary>
    internal static DateTime FromWire(long ticks) => ticks <= 0 ? DateTime.MinValue
        : ticks >= End - Epoch ? DateTime.MaxValue : new DateTime(ticks + Epoch, DateTimeKind.Utc);
}
