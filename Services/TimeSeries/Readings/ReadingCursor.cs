using System.Globalization;

namespace Faultline.TimeSeries;

/// <summary>Where a page of readings ended. Several readings of a sensor may have the same time, so their number at that time belongs to it.</summary>
/// <param name="Time">Source time of the last reading.</param>
/// <param name="Taken">Readings at that time that were delivered already, at least 1.</param>
public sealed record ReadingCursor(DateTimeOffset Time, int Taken)
{
    private const long MicrosecondTicks = TimeSpan.TicksPerMicrosecond;

    /// <summary>As text: microseconds since 1970 and the number, joined by '-'.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / MicrosecondTicks}-{Taken}");

    /// <summary>Reads <see cref="ToString"/>'s text; false for anything else.</summary>
    public static bool TryParse(string? text, out ReadingCursor? cursor)
    {
        cursor = null;
        var parts = text?.Split('-');
        if (parts is not [var micros, var count]
            || !long.TryParse(micros, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var taken) || taken < 1
            || microseconds > (DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / MicrosecondTicks)
        {
            return false;
        }
        cursor = new ReadingCursor(DateTimeOffset.UnixEpoch.AddTicks(microseconds * MicrosecondTicks), taken);
        return true;
    }
}
