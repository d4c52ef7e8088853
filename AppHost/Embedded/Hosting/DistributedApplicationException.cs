namespace Aspire.Hosting;

/// <summary>
/// Stands for Aspire.Hosting.DistributedApplicationException: the graph cannot run, for a reason that the message tells in full;
/// shown without a stack trace.
/// </summary>
public sealed class DistributedApplicationException(string message) : Exception(message);
