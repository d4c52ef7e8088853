using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>One request and the tags that its answer holds.</summary>
/// <param name="Area">The table.</param>
/// <param name="Address">First register or bit.</param>
/// <param name="Count">Registers or bits.</param>
/// <param name="Tags">Its tags, by rising address.</param>
/// <param name="Offset">Where its answer begins in the plan's buffer of registers, or of bits.</param>
internal sealed record ReadRequest(ModbusArea Area, ushort Address, int Count, TagSpan[] Tags, int Offset)
{
    public bool IsBits => Area is ModbusArea.Coil or ModbusArea.Discrete;
}
