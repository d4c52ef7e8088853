namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>
/// The array that a null array on the wire (count -1, OPC 10000-6 §5.2.5) is read as: it has no elements, as an empty one, which nearly always means the same. Written again it
/// is a null array.
/// </summary>
internal static class NullArray<T>
{
    // One for all, and not Array.Empty, which stands for an empty array wherever somebody writes [].
    public static readonly T[] Value = GC.AllocateUninitializedArray<T>(0);

    /// <summary>What stands for the length on the wire.</summary>
    public static int CountOf(T[] values) => ReferenceEquals(values, Value) ? -1 : values.Length;
}
