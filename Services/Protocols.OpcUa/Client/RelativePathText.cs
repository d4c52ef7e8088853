using System.Globalization;
using System.Text;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// The part of the text form of relative paths, OPC 10000-4 §A.2, that follows hierarchical references downwards: '/', a namespace index with ':' where
/// it is not 0, a name; '&amp;' before a reserved character that belongs to a name.
/// </summary>
public static class RelativePathText
{
    private const string Reserved = "/.<>:#!&";

    /// <summary>Writes one step.</summary>
    public static string Format(QualifiedName name)
    {
        var text = new StringBuilder("/");
        if (name.NamespaceIndex != 0)
            text.Append(CultureInfo.InvariantCulture, $"{name.NamespaceIndex}:");
        foreach (var character in name.Name ?? "")
        {
            if (Reserved.Contains(character, StringComparison.Ordinal))
                text.Append('&');
            text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>Reads a path; false where it is none.</summary>
    public static bool TryParse(string text, out RelativePath path)
    {
        var elements = new List<RelativePathElement>();
        path = new RelativePath();
        for (var at = 0; at < text.Length;)
        {
            if (text[at++] != '/' || !TryReadName(text, ref at, out var name))
                return false;
            elements.Add(new RelativePathElement { ReferenceTypeId = NodeIds.HierarchicalReferences, IncludeSubtypes = true, TargetName = name });
        }

        path = new RelativePath { Elements = [.. elements] };
        return elements.Count > 0;
    }

    private static bool TryReadName(string text, ref int at, out QualifiedName name)
    {
        ushort index = 0;
        var read = new StringBuilder();
        var hasIndex = false;
        for (; at < text.Length && text[at] != '/'; at++)
        {
            if (text[at] == ':' && !hasIndex && ushort.TryParse(read.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            {
                hasIndex = true;
                read.Clear();
                continue;
            }

            if (text[at] == '&' && ++at == text.Length)
                break;
            read.Append(text[at]);
        }

        name = new QualifiedName(read.ToString(), index);
        return read.Length > 0;
    }
}
