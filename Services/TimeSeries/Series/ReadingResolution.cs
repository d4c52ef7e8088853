namespace Faultline.TimeSeries;

/// <summary>Which table a chart is drawn from.</summary>
public enum ReadingResolution
{
    /// <summary>Chosen by the length of the span; see <see cref="SeriesQuery"/>.</summary>
    Auto,

    /// <summary>Readings as stored.</summary>
    Raw,

    /// <summary>Statistics a minute.</summary>
    OneMinute,

    /// <summary>Statistics an hour.</summary>
    OneHour,
}
