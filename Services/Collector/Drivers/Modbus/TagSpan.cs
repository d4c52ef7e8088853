namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Where a tag stands in its table.</summary>
/// <param name="Tag">Index in the device's list.</param>
/// <param name="Address">First register or bit.</param>
/// <param name="Size">Registers or bits.</param>
/// <param name="Barrier">No request may hold this tag and one before it: something in between is refused.</param>
internal readonly record struct TagSpan(int Tag, int Address, int Size, bool Barrier = false)
{
    public int End => Address + Size;
}
