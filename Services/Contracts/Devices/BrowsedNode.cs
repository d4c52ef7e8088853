namespace Faultline.Contracts;

/// <summary>A node of an OPC UA server.</summary>
/// <param name="Node">Its id, as a tag takes it.</param>
/// <param name="Path">Names from where browsing began, with '/' before each.</param>
/// <param name="Name">Its browse name without the namespace index.</param>
/// <param name="Title">For people.</param>
/// <param name="IsVariable">Whether it has a value.</param>
/// <param name="DataType">Name of the type of its value; null for other nodes, and where it is none of the standard's own.</param>
/// <param name="Unit">Engineering unit, where the server tells it (OPC 10000-8 §5.3.2).</param>
/// <param name="Low">Lower end of its range (EURange), where the server tells it.</param>
/// <param name="High">Upper end.</param>
public sealed record BrowsedNode(
    string Node, string Path, string Name, string Title, bool IsVariable, string? DataType, string? Unit, double? Low, double? High);
