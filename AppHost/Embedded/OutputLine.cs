namespace Faultline.AppHost.Embedded;

/// <summary>One line that a child wrote.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Text">Without its end.</param>
/// <param name="FromError">It came by standard error.</param>
internal sealed record OutputLine(int Number, string Text, bool FromError);
