using Faultline.ServiceDefaults;
using Microsoft.Net.Http.Headers;

namespace Faultline.DiagnosticsApi.Http;

/// <summary>What a request demands of the state that it meets, in the order of RFC 9110 §13.2.2: If-Match before If-None-Match.</summary>
internal sealed class Preconditions
{
    private readonly IList<EntityTagHeaderValue>? match;
    private readonly IList<EntityTagHeaderValue>? noneMatch;

    private Preconditions(IList<EntityTagHeaderValue>? match, IList<EntityTagHeaderValue>? noneMatch) => (this.match, this.noneMatch) = (match, noneMatch);

    /// <summary>Reads the headers. One that cannot be read is a fault: ignoring it would overwrite what its sender meant to keep.</summary>
    public static Preconditions Parse(ConditionalHeaders headers, RequestFaults faults) =>
        new(Parse(HeaderNames.IfMatch, headers.IfMatch, faults), Parse(HeaderNames.IfNoneMatch, headers.IfNoneMatch, faults));

    /// <summary>Whether If-Match holds; it does without one (§13.1.1, strong comparison).</summary>
    /// <param name="current">The current entity tag; null when nothing is there.</param>
    public bool MatchHolds(EntityTagHeaderValue? current) => match is null || Names(match, current, useStrongComparison: true);

    /// <summary>Whether If-None-Match holds; it does without one (§13.1.2, weak comparison).</summary>
    /// <param name="current">The current entity tag; null when nothing is there.</param>
    public bool NoneMatchHolds(EntityTagHeaderValue? current) => noneMatch is null || !Names(noneMatch, current, useStrongComparison: false);

    private static bool Names(IList<EntityTagHeaderValue> tags, EntityTagHeaderValue? current, bool useStrongComparison) =>
        current is not null && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison));

    private static IList<EntityTagHeaderValue>? Parse(string name, string? value, RequestFaults faults)
    {
        if (value is null)
            return null;
        if (EntityTagHeaderValue.TryParseStrictList([value], out var tags) && (tags.Count == 1 || !tags.Contains(EntityTagHeaderValue.Any)))
            return tags;
        faults.Add(name, $"'{value}' is neither * nor a list of entity tags in quotes.");
        return null;
    }
}
