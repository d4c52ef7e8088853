using System.Runtime.CompilerServices;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>Function 43, MEI type 14: who is there.</summary>
public sealed partial class ModbusTcpClient
{
    /// <summary>
    /// Reads a device's identification up to a level, in as many requests as the device needs (more-follows); a device of a lower level answers
    /// with what it has.
    /// </summary>
    /// <exception cref="ModbusException">A request failed, or the device does not get on with its objects.</exception>
    public async ValueTask<DeviceIdentification> ReadDeviceIdentificationAsync(
        byte unit, DeviceIdentificationLevel level = DeviceIdentificationLevel.Regular, CancellationToken ct = default)
    {
        if (level is < DeviceIdentificationLevel.Basic or > DeviceIdentificationLevel.Extended)
            throw new ArgumentOutOfRangeException(nameof(level), level, $"Level {level} is outside Basic to Extended.");
        var objects = new Dictionary<byte, byte[]>();
        byte next = 0;
        while (true)
        {
            var page = await ReadPageAsync(unit, (byte)level, next, ct);
            foreach (var (id, value) in page.Objects)
                objects[id] = value;
            if (!page.MoreFollows)
                return new DeviceIdentification(page.Level, page.SupportsIndividualAccess, objects);
            // Each page must begin above the one before, so that a device that repeats itself does not keep us for ever.
            if (page.NextObjectId <= next)
                throw ModbusFault.WrongNextObject(next, page.NextObjectId);
            next = page.NextObjectId;
        }
    }

    /// <summary>Reads one object of a device's identification, from devices that support it.</summary>
    /// <exception cref="ModbusException">The request failed; exception 2 when the device does not have the object.</exception>
    public async ValueTask<byte[]> ReadDeviceObjectAsync(byte unit, byte objectId, CancellationToken ct = default)
    {
        var page = await ReadPageAsync(unit, ReadDeviceIdentificationRequest.OneObject, objectId, ct);
        return page.Objects.TryGetValue(objectId, out var value)
            ? value
            : throw ModbusFault.WrongField(FunctionCode.EncapsulatedInterfaceTransport, $"not the object {objectId} asked for, number of objects", page.Objects.Count);
    }

    private async ValueTask<DevicePage> ReadPageAsync(byte unit, byte readCode, byte objectId, CancellationToken ct)
    {
        var page = new StrongBox<DevicePage>();
        var transaction = _connection.Rent();
        (transaction.Page, transaction.Echo) = (page, readCode);
        var length = new ReadDeviceIdentificationRequest(readCode, objectId).Encode(transaction.Pdu);
        await Submit(transaction, FunctionCode.EncapsulatedInterfaceTransport, unit, objectId, length, ct);
        return page.Value!;
    }
}
