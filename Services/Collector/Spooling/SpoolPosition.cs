using System.Globalization;

namespace Faultline.Collector.Spooling;

/// <summary>A place in the spool.</summary>
/// <param name="Segment">Segment number, from 1.</param>
/// <param name="Offset">Bytes from its start.</param>
internal readonly record struct SpoolPosition(int Segment, long Offset)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Segment} {Offset}");

    public static bool TryParse(string text, out SpoolPosition position)
    {
        position = default;
        var parts = text.Split(' ');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var segment)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return false;
        position = new SpoolPosition(segment, offset);
        return true;
    }
}
