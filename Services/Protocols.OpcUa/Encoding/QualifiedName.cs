namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Name within a namespace, OPC 10000-6 §5.2.2.13.</summary>
/// <param name="Name">The name; at most 512 characters by OPC 10000-3 §8.3.</param>
/// <param name="NamespaceIndex">Index into the server's namespace array.</param>
public readonly record struct QualifiedName(string? Name, ushort NamespaceIndex = 0)
{
    /// <inheritdoc/>
    public override string ToString() => NamespaceIndex == 0 ? Name ?? "" : $"{NamespaceIndex}:{Name}";
}
