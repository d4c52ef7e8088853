namespace Faultline.Contracts;

/// <summary>Redis pub/sub channels: fast hints; the database stays the log.</summary>
public static class Channels
{
    /// <summary>Predictions as JSON (<see cref="Prediction"/>).</summary>
    public const string Predictions = "predictions";

    /// <summary>Alarm transitions as JSON (<see cref="AlarmTransition"/>).</summary>
    public const string Alarms = "alarms";

    /// <summary>Pattern of all channels of readings.</summary>
    public const string AllReadings = "readings.*";

    /// <summary>Readings of the systems of one shard, as <see cref="ReadingFrame"/>.</summary>
    public static string Readings(int shard) => $"readings.{shard}";
}
