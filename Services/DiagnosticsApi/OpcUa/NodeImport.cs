using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.OpcUa;

/// <summary>Makes tags of browsed nodes: names from browse names, unit and range as the server tells them, the next free numbers of the system.</summary>
internal static class NodeImport
{
    // Where a server tells no range, everything that sensors show is believable until somebody sets limits.
    private const double Unlimited = 1e12;
    private const int LongestName = 64;
    private static readonly string[] Numeric = ["Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Float", "Double"];

    /// <summary>Tags for what is not a tag of the device yet.</summary>
    public static IReadOnlyList<TagConfiguration> TagsOf(PlantConfiguration plant, string id, IReadOnlyList<BrowsedNode> nodes, ImportNodesRequest request)
    {
        var device = plant.Devices.Single(candidate => candidate.Id == id);
        var siblings = plant.Devices.Where(other => other.System.Id == device.System.Id).SelectMany(other => other.Tags).ToArray();
        var known = device.Tags.Select(tag => tag.OpcUa?.Node).ToHashSet();
        var names = siblings.Select(tag => tag.Name).ToHashSet();
        var ordinal = siblings.Select(tag => tag.Ordinal).DefaultIfEmpty().Max();
        List<TagConfiguration> tags = [];
        foreach (var node in nodes)
        {
            if (!node.IsVariable || !Numeric.Contains(node.DataType) || known.Contains(node.Node) || request.Nodes?.Contains(node.Node) == false)
                continue;
            tags.Add(ToTag(node, request) with { Name = NameOf(node, names), Ordinal = ++ordinal });
        }
        return tags;
    }

    private static TagConfiguration ToTag(BrowsedNode node, ImportNodesRequest request)
    {
        var hasRange = node.Low < node.High && double.IsFinite(node.Low.Value) && double.IsFinite(node.High.Value);
        return new TagConfiguration
        {
            Title = node.Title.Length <= 200 ? node.Title : node.Title[..200],
            Unit = node.Unit is { Length: <= 32 } unit ? unit : "",
            IntervalMs = request.IntervalMs ?? 1000,
            Timestamp = request.Timestamp ?? TimestampSource.Source,
            PhysicalMinimum = hasRange ? node.Low!.Value : -Unlimited,
            PhysicalMaximum = hasRange ? node.High!.Value : Unlimited,
            OpcUa = new OpcUaTag { Node = node.Node, PublishingIntervalMs = request.PublishingIntervalMs },
        };
    }

    /// <summary>The browse name in the characters that tags may have; where it is taken, with its parent's before it, then with a number behind.</summary>
    private static string NameOf(BrowsedNode node, HashSet<string> taken)
    {
        var steps = node.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = Clean(node.Name);
        if (!taken.Add(name) && steps.Length > 1)
            name = Clean($"{steps[^2][(steps[^2].IndexOf(':', StringComparison.Ordinal) + 1)..]}_{node.Name}");
        else
            return name;
        var numbered = name;
        for (var i = 2; !taken.Add(numbered); i++)
            numbered = $"{name[..Math.Min(name.Length, LongestName - 6)]}_{i}";
        return numbered;
    }

    private static string Clean(string name)
    {
        var clean = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_'));
        return clean.Length == 0 ? "node" : clean[..Math.Min(clean.Length, LongestName)];
    }
}
