using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Hands values on. Nothing is allocated for numbers; their raw form for the quarantine is the number itself, as a double in little-endian.</summary>
internal static class ValueDelivery
{
    public static void Deliver(int tag, in DataValue value, ISampleSink sink)
    {
        var quality = QualityOf.Status(value.Status);
        if (value.Value.TryGetDouble(out var number))
        {
            Span<byte> raw = stackalloc byte[sizeof(double)];
            BinaryPrimitives.WriteDoubleLittleEndian(raw, number);
            sink.AddQualified(tag, number, quality, TimeOf(value.SourceTimestamp), TimeOf(value.ServerTimestamp), raw);
        }
        else if (!quality.IsGood)
        {
            sink.AddBad(tag, quality, TimeOf(value.SourceTimestamp), TimeOf(value.ServerTimestamp));
        }
        else if (value.Value.TryGet(out string? text))
        {
            sink.AddText(tag, text);
        }
        else
        {
            var shown = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{value.Value}"));
            sink.AddUndecodable(tag, shown.AsSpan(0, Math.Min(shown.Length, 64)), $"it is {(value.Value.IsArray ? "an array of " : "")}{value.Value.Type}, not a number or a text.");
        }
    }

    /// <summary>The number that a quarantined value was.</summary>
    public static double? Decode(ReadOnlySpan<byte> raw) => raw.Length == sizeof(double) ? BinaryPrimitives.ReadDoubleLittleEndian(raw) : null;

    // Before 1601 or after 9999 stand for no time at all (OPC 10000-6 §5.2.2.5).
    private static DateTimeOffset? TimeOf(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue ? null : new DateTimeOffset(time, TimeSpan.Zero);
}
