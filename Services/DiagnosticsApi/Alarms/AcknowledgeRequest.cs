using System.ComponentModel;

namespace Faultline.DiagnosticsApi.Alarms;

/// <summary>Body of an acknowledgement; may be left out.</summary>
/// <param name="Comment">Goes to the log; at most 500 characters.</param>
public sealed record AcknowledgeRequest([property: Description("Goes to the log; at most 500 characters.")] string? Comment)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int MaxCommentLength = 500;
}
