namespace Faultline.Contracts;

/// <summary>Redis pub/sub channels: fast hints; the database stays the log.</summary>
public static class Channels
{
    /// <summary>Predictions as JSON (<see cref="Prediction"/>).</summary>
    public const string Predictions = "predictions";

    /// <summary>Alarm transitions as JSON (<see cref="AlarmTransition"/>).</summary>
    public const string Alarms = "alarms";

    /// <summary>A new version of the plant's configuration; the message is its number.</summary>
    public const string Configuration = "configuration";

    /// <summary>A command waits in the database; the message is its id.</summary>
    public const string Commands = "commands";

    /// <summary>A command was answered; the message is its id.</summary>
    public const string CommandsAnswered = "commands.answered";

    /// <summary>Hint that the models' roles changed: the number of the change as text. Scorers read the tables.</summary>
    public const string Models = "models";

    /// <summary>Pattern of all channels of readings.</summary>
    public const string AllReadings = "readings.*";

    /// <summary>Readings of the systems of one shard, as <see cref="ReadingFrame"/>.</summary>
    public static string Readings(int shard) => $"readings.{shard}";
}
