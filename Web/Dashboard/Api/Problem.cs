namespace Faultline.Dashboard.Api;

/// <summary>The parts of a problem document (RFC 9457) that are shown.</summary>
internal sealed record Problem(string? Title, string? Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors)
{
    /// <summary>Every fault of the request, each with its place.</summary>
    public IReadOnlyList<RequestFault> Faults() => Errors is null ? [] : [.. Errors.SelectMany(named => named.Value.Select(fault => new RequestFault(named.Key, fault)))];
}
