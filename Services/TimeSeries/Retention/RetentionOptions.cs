namespace Faultline.TimeSeries;

/// <summary>How long what is kept; Schema writes it into the database, which obeys it. Zero keeps for ever. Section <c>Retention</c> of Schema.</summary>
public sealed class RetentionOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Retention";

    /// <summary>Readings as they came: at least 2 days more than <see cref="LateHorizon"/>, or zero. Default 30 days; dropped by whole days.</summary>
    public TimeSpan Reading { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Statistics a minute: at least as long as readings, or zero. Default 400 days, so that a month can be compared with last year's.</summary>
    public TimeSpan Minute { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Statistics an hour: at least as long as those a minute, or zero. Default zero: a sensor's hours of a year are 1 MB.</summary>
    public TimeSpan Hour { get; set; } = TimeSpan.Zero;

    /// <summary>Rejected readings: at least a day, or zero. Default 90 days.</summary>
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Predictions: at least a day, or zero. Default 400 days.</summary>
    public TimeSpan Prediction { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How late a reading may be stored, by its source time: 1 hour to 365 days. Default 7 days. An older one goes to quarantine as stale.</summary>
    public TimeSpan LateHorizon { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Age from which chunks are compressed, under the Timescale licence: at least a day, or zero for never. Default 2 days.</summary>
    public TimeSpan CompressAfter { get; set; } = TimeSpan.FromDays(2);
}
