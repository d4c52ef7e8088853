namespace Faultline.Dashboard.Api;

/// <summary>The parts of a problem document (RFC 9457) that are shown.</summary>
internal sealed record Problem(string? Title, string? Detail);
