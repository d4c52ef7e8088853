namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Elements of an array of several dimensions, the last dimension running fastest, OPC 10000-6 §5.2.2.16.</summary>
/// <param name="Elements">All elements; as many as the product of the dimensions.</param>
/// <param name="Dimensions">Length of each dimension.</param>
public sealed record VariantMatrix(Array Elements, int[] Dimensions)
{
    /// <inheritdoc/>
    public bool Equals(VariantMatrix? other) =>
        other is not null && Dimensions.AsSpan().SequenceEqual(other.Dimensions) && Variant.SameElements(Elements, other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Elements.Length, Dimensions.Length);
}
