using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Commands;

/// <summary>What became of a command: an answer, or why there is none.</summary>
internal sealed record CommandOutcome(string? Answer, ProblemHttpResult? Problem);
