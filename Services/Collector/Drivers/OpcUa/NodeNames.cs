using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Finds the nodes of tags: by id, with the namespace by index or URI, or by browse path.</summary>
internal static class NodeNames
{
    private const string UriPrefix = "nsu=";

    /// <summary>The node of each tag; null where there is none.</summary>
    /// <exception cref="OpcUaException">The server is lost.</exception>
    public static async Task<NodeId?[]> FindAsync(OpcUaClient client, IReadOnlyList<TagConfiguration> tags, CancellationToken cancellationToken)
    {
        var nodes = new NodeId?[tags.Count];
        var namespaces = tags.Any(tag => tag.OpcUa!.Node?.StartsWith(UriPrefix, StringComparison.Ordinal) == true)
            ? await NamespacesAsync(client, cancellationToken)
            : [];
        List<(int Tag, BrowsePath Path)> paths = [];
        for (var i = 0; i < nodes.Length; i++)
        {
            var place = tags[i].OpcUa!;
            if (place.Node is { Length: > 0 } text)
                nodes[i] = Parse(text, namespaces);
            else if (RelativePathText.TryParse(place.Path!, out var path))
                paths.Add((i, new BrowsePath { StartingNode = NodeIds.ObjectsFolder, RelativePath = path }));
        }
        var results = await client.TranslateAsync([.. paths.Select(entry => entry.Path)], cancellationToken);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].StatusCode.IsGood && results[i].Targets is [{ TargetId.IsLocal: true } target, ..])
                nodes[paths[i].Tag] = target.TargetId.NodeId;
        }
        return nodes;
    }

    /// <summary>Reads a node's id; null where it is none, or its namespace is unknown.</summary>
    public static NodeId? Parse(string text, IReadOnlyList<string?> namespaces)
    {
        if (text.StartsWith(UriPrefix, StringComparison.Ordinal) && text.LastIndexOf(';') is > 0 and var end)
        {
            var index = namespaces.ToList().IndexOf(text[UriPrefix.Length..end]);
            if (index < 0)
                return null;
            text = FormattableString.Invariant($"ns={index};{text[(end + 1)..]}");
        }
        return NodeId.TryParse(text, out var node) ? node : null;
    }

    private static async Task<IReadOnlyList<string?>> NamespacesAsync(OpcUaClient client, CancellationToken cancellationToken) =>
        (await client.ReadValuesAsync([NodeIds.Server_NamespaceArray], cancellationToken))[0].Value.TryGet(out string?[]? names) ? names : [];
}
