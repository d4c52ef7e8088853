using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Writing: each value in the type that its node has now, then read back.</summary>
internal sealed partial class OpcUaReader
{
    public async Task<IReadOnlyList<WrittenValue>> WriteAsync(IReadOnlyList<TagWrite> writes, CancellationToken cancellationToken)
    {
        var connected = Connected;
        NodeId[] targets = [.. writes.Select(write => nodes[write.Tag] ?? throw new DeviceException($"The server has no node for {device.Tags[write.Tag].Name}."))];
        try
        {
            var present = await connected.ReadValuesAsync(targets, cancellationToken);
            var wanted = writes.Select((write, i) => ToVariant(present[i].Value.Type, device.Tags[write.Tag].Unscaled(write.Value), device.Tags[write.Tag].Name)).ToArray();
            var statuses = await connected.WriteAsync(
                [.. targets.Select((node, i) => new WriteValue { NodeId = node, AttributeId = AttributeIds.Value, Value = new DataValue { Value = wanted[i] } })], cancellationToken);
            for (var i = 0; i < statuses.Length; i++)
                if (statuses[i].IsBad)
                    throw new DeviceException($"The server refuses to write {device.Tags[writes[i].Tag].Name}: {statuses[i]}.");
            var back = await connected.ReadValuesAsync(targets, cancellationToken);
            return [.. writes.Select((write, i) => new WrittenValue(
                write.Tag, back[i].Value.TryGetDouble(out var number) ? device.Tags[write.Tag].Scaled(number) : 0, back[i].Value == wanted[i]))];
        }
        catch (OpcUaException exception)
        {
            throw Lost(exception);
        }
    }

    private static Variant ToVariant(BuiltInType type, double number, string tag)
    {
        var rounded = Math.Round(number);
        return type switch
        {
            BuiltInType.Boolean => Variant.From(rounded != 0),
            BuiltInType.SByte when rounded is >= sbyte.MinValue and <= sbyte.MaxValue => Variant.From((sbyte)rounded),
            BuiltInType.Byte when rounded is >= 0 and <= byte.MaxValue => Variant.From((byte)rounded),
            BuiltInType.Int16 when rounded is >= short.MinValue and <= short.MaxValue => Variant.From((short)rounded),
            BuiltInType.UInt16 when rounded is >= 0 and <= ushort.MaxValue => Variant.From((ushort)rounded),
            BuiltInType.Int32 when rounded is >= int.MinValue and <= int.MaxValue => Variant.From((int)rounded),
            BuiltInType.UInt32 when rounded is >= 0 and <= uint.MaxValue => Variant.From((uint)rounded),
            BuiltInType.Int64 when rounded is >= long.MinValue and < long.MaxValue => Variant.From((long)rounded),
            BuiltInType.UInt64 when rounded is >= 0 and < ulong.MaxValue => Variant.From((ulong)rounded),
            BuiltInType.Float => Variant.From((float)number),
            BuiltInType.Double => Variant.From(number),
            _ => throw new DeviceException($"{tag}: {number} cannot be written to a node of type {type}."),
        };
    }
}
