using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Tags;

/// <summary>A page of tags, ordered by system and name, so that a page stays where it is when the configuration changes meanwhile.</summary>
/// <param name="Total">All that were asked for, on every page together.</param>
/// <param name="Tags">Those of this page.</param>
/// <param name="Next">What to ask the next page with as cursor; null when this was the last.</param>
public sealed record TagPage(int Total, IReadOnlyList<TagView> Tags, string? Next)
{
    /// <summary>Most tags of a page.</summary>
    public const int MaxLength = 1000;

    /// <param name="found">All that were asked for.</param>
    /// <param name="cursor">Text id of the last tag of the former page; null for the first.</param>
    /// <param name="limit">Most tags.</param>
    internal static TagPage Of(IReadOnlyCollection<(DeviceConfiguration Device, TagConfiguration Tag)> found, string? cursor, int limit)
    {
        // No system id has a dot.
        var (system, name) = cursor?.Split('.', 2) is [var before, var after] ? (before, after) : ("", "");
        var rest = found.Where(entry => IsBehind(entry.Device.System.Id, entry.Tag.Name, system, name))
            .OrderBy(entry => entry.Device.System.Id, StringComparer.Ordinal).ThenBy(entry => entry.Tag.Name, StringComparer.Ordinal).Take(limit + 1).ToArray();
        var page = rest.Take(limit).Select(entry => TagView.Of(entry.Device, entry.Tag)).ToArray();
        return new TagPage(found.Count, page, rest.Length > limit ? page[^1].Id : null);
    }

    private static bool IsBehind(string system, string name, string lastSystem, string lastName) =>
        string.CompareOrdinal(system, lastSystem) is var order && (order > 0 || (order == 0 && string.CompareOrdinal(name, lastName) > 0));
}
