namespace Faultline.TimeSeries;

/// <summary>How reading a device goes, as its collector told it.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Collector">The collector that reads it.</param>
/// <param name="Version">The configuration that is applied.</param>
/// <param name="State">How it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="LastAnswerAt">When it last answered; null before the first.</param>
/// <param name="Fault">Why it does not answer; null while it does.</param>
/// <param name="Polls">Polls answered since the collector started.</param>
/// <param name="LatePolls">Polls begun late.</param>
/// <param name="SkippedPolls">Polls left out.</param>
/// <param name="Failures">Times the connection was lost or not made.</param>
/// <param name="Readings">Readings accepted.</param>
/// <param name="Rejected">Readings rejected.</param>
/// <param name="BadTags">Tags that the device refuses.</param>
public sealed record DeviceStatus(
    string DeviceId, string Collector, long Version, DeviceState State, DateTimeOffset Since, DateTimeOffset? LastAnswerAt, string? Fault,
    long Polls, long LatePolls, long SkippedPolls, long Failures, long Readings, long Rejected, IReadOnlyList<string> BadTags)
{
    /// <summary>When the collector told it, by the database's clock.</summary>
    public DateTimeOffset ToldAt { get; init; }
}
