using System.Text;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus;

/// <summary>What a device says it is: objects by id, ASCII text up to 0x7F, the device's own above (Modbus Application Protocol V1.1b3 §6.21).</summary>
public sealed class DeviceIdentification
{
    internal const byte LastBasic = 0x02;
    internal const byte LastRegular = 0x7F;
    internal const byte IndividualAccess = 0x80;

    /// <summary>An identification for a server to give: level and ids follow from the objects.</summary>
    /// <param name="objects">Objects 0, 1 and 2 at least; none longer than <see cref="ModbusLimits.MaxDeviceObjectLength"/> bytes.</param>
    /// <exception cref="ArgumentException">A mandatory object is missing, or one is too long; it is named.</exception>
    public DeviceIdentification(IReadOnlyDictionary<byte, byte[]> objects)
        : this(LevelOf(objects), supportsIndividualAccess: true, objects)
    {
        for (byte id = 0; id <= LastBasic; id++)
            if (!objects.ContainsKey(id))
                throw new ArgumentException($"A device identification needs object {id} ({(DeviceObjectId)id}).", nameof(objects));
        foreach (var (id, value) in objects)
            if (value.Length > ModbusLimits.MaxDeviceObjectLength)
                throw new ArgumentException(
                    $"Object {id} of a device identification has {value.Length} bytes, {ModbusLimits.MaxDeviceObjectLength} are the most.", nameof(objects));
    }

    internal DeviceIdentification(DeviceIdentificationLevel level, bool supportsIndividualAccess, IReadOnlyDictionary<byte, byte[]> objects)
    {
        Level = level;
        SupportsIndividualAccess = supportsIndividualAccess;
        Objects = new SortedList<byte, byte[]>(objects.ToDictionary());
    }

    /// <summary>The device's conformity level, which may be above what was asked for.</summary>
    public DeviceIdentificationLevel Level { get; }

    /// <summary>Whether single objects can be asked for.</summary>
    public bool SupportsIndividualAccess { get; }

    /// <summary>The objects, by id in rising order.</summary>
    public IReadOnlyDictionary<byte, byte[]> Objects { get; }

    /// <summary>Conformity level as it goes over the wire: 1 to 3, with the high bit where single objects can be asked for.</summary>
    internal byte ConformityCode => (byte)((byte)Level | (SupportsIndividualAccess ? IndividualAccess : 0));

    /// <summary>An object as text; null when the device does not have it. Bytes that are not ASCII show as '?'.</summary>
    public string? Text(DeviceObjectId id) => Objects.TryGetValue((byte)id, out var value) ? Encoding.ASCII.GetString(value) : null;

    /// <summary>An identification of the basic level, and the regular objects that are given. Texts are ASCII.</summary>
    public static DeviceIdentification Create(
        string vendorName, string productCode, string revision, string? vendorUrl = null, string? productName = null, string? modelName = null)
    {
        string?[] texts = [vendorName, productCode, revision, vendorUrl, productName, modelName];
        return new DeviceIdentification(texts.Index().Where(text => text.Item is not null)
            .ToDictionary(text => (byte)text.Index, text => Encoding.ASCII.GetBytes(text.Item!)));
    }

    private static DeviceIdentificationLevel LevelOf(IReadOnlyDictionary<byte, byte[]> objects) => objects.Keys.DefaultIfEmpty().Max() switch
    {
        > LastRegular => DeviceIdentificationLevel.Extended,
        > LastBasic => DeviceIdentificationLevel.Regular,
        _ => DeviceIdentificationLevel.Basic,
    };
}
