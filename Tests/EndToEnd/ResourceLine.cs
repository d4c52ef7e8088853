namespace Faultline.EndToEnd;

/// <summary>What AppHost's console last said of a resource.</summary>
/// <param name="State">running, healthy, unhealthy, finished, restarting or stopped.</param>
/// <param name="Pid">Process that serves; for PostgreSQL the postmaster.</param>
public sealed record ResourceLine(string State, int? Pid);
