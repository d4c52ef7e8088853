namespace Faultline.Dashboard.Api;

/// <summary>How reading a device goes.</summary>
/// <param name="State">disabled, connecting, answering, uncertain or lost.</param>
/// <param name="Since">Since when.</param>
/// <param name="LastAnswerAt">When it last answered.</param>
/// <param name="Fault">Why it does not answer.</param>
/// <param name="Polls">Polls answered since the collector started.</param>
/// <param name="LatePolls">Polls begun late.</param>
/// <param name="SkippedPolls">Polls left out.</param>
/// <param name="Failures">Losses and vain attempts.</param>
/// <param name="Readings">Readings accepted.</param>
/// <param name="Rejected">Readings rejected.</param>
/// <param name="BadTags">Tags that the device refuses.</param>
public sealed record DeviceStatusInfo(
    string State, DateTimeOffset Since, DateTimeOffset? LastAnswerAt, string? Fault, long Polls, long LatePolls, long SkippedPolls, long Failures, long Readings,
    long Rejected, IReadOnlyList<string> BadTags);
