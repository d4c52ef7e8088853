using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Response of function 43, MEI type 14 (Modbus Application Protocol V1.1b3 §6.21): as many objects as fit, and where to go on.</summary>
public static class ReadDeviceIdentificationResponse
{
    private const int ObjectsOffset = 7;
    private const int ObjectHeaderLength = 2;
    private const byte More = 0xFF;
    private const FunctionCode Function = FunctionCode.EncapsulatedInterfaceTransport;

    /// <summary>Writes the PDU; answers its length, or 0 when one object was asked for that the device does not have (exception 2).</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="request">What was asked; a stream from an unknown object begins at the first one.</param>
    /// <param name="device">The device's objects.</param>
    public static int Encode(Span<byte> pdu, ReadDeviceIdentificationRequest request, DeviceIdentification device)
    {
        var known = device.Objects.ContainsKey(request.ObjectId) && request.ObjectId <= request.LastObjectId;
        var one = request.ReadCode == ReadDeviceIdentificationRequest.OneObject;
        if (one && !known)
            return 0;
        var first = known ? request.ObjectId : (byte)0;
        var last = one ? first : request.LastObjectId;
        var (length, count, next) = (ObjectsOffset, 0, (byte?)null);
        foreach (var (id, value) in device.Objects)
        {
            if (id < first || id > last)
                continue;
            if (length + ObjectHeaderLength + value.Length > ModbusLimits.MaxPduLength)
            {
                next = id;
                break;
            }

            pdu[length] = id;
            pdu[length + 1] = (byte)value.Length;
            value.CopyTo(pdu[(length + ObjectHeaderLength)..]);
            length += ObjectHeaderLength + value.Length;
            count++;
        }

        ReadOnlySpan<byte> head =
        [
            (byte)Function, ReadDeviceIdentificationRequest.MeiType, request.ReadCode, device.ConformityCode,
            next is null ? (byte)0 : More, next ?? 0, (byte)count,
        ];
        head.CopyTo(pdu);
        return length;
    }

    /// <summary>Reads the PDU.</summary>
    /// <exception cref="ModbusException">A field does not fit the request, or the objects do not fill the PDU exactly.</exception>
    public static DevicePage Decode(ReadOnlySpan<byte> pdu, ReadDeviceIdentificationRequest request)
    {
        ResponsePdu.CheckFunction(pdu, Function);
        if (pdu.Length < ObjectsOffset)
            throw ModbusFault.WrongLength(Function, ObjectsOffset, pdu.Length);
        if (pdu.Length > ModbusLimits.MaxPduLength)
            throw ModbusFault.WrongLength(Function, ModbusLimits.MaxPduLength, pdu.Length);
        if (pdu[1] != ReadDeviceIdentificationRequest.MeiType)
            throw ModbusFault.WrongEcho(Function, "MEI type", ReadDeviceIdentificationRequest.MeiType, pdu[1]);
        if (pdu[2] != request.ReadCode)
            throw ModbusFault.WrongEcho(Function, "read code", request.ReadCode, pdu[2]);
        var level = (DeviceIdentificationLevel)(pdu[3] & ~DeviceIdentification.IndividualAccess);
        if (level is < DeviceIdentificationLevel.Basic or > DeviceIdentificationLevel.Extended)
            throw ModbusFault.WrongField(Function, "conformity level", pdu[3]);
        if (pdu[4] is not (0 or More))
            throw ModbusFault.WrongField(Function, "more-follows", pdu[4]);
        var length = LengthOf(pdu);
        if (length == PduLength.NeedMoreData)
            throw ModbusFault.WrongField(Function, "fewer objects than its count", pdu[6]);
        if (length != pdu.Length)
            throw ModbusFault.WrongLength(Function, length, pdu.Length);
        return new DevicePage(level, (pdu[3] & DeviceIdentification.IndividualAccess) != 0, pdu[4] == More, pdu[5], ReadObjects(pdu));
    }

    /// <summary>Length of the PDU that begins so, or <see cref="PduLength.NeedMoreData"/>; may be above what a PDU can have.</summary>
    internal static int LengthOf(ReadOnlySpan<byte> pdu)
    {
        if (pdu.Length < ObjectsOffset)
            return PduLength.NeedMoreData;
        var length = ObjectsOffset;
        for (var left = pdu[ObjectsOffset - 1]; left > 0 && length <= ModbusLimits.MaxPduLength; left--)
        {
            if (pdu.Length < length + ObjectHeaderLength)
                return PduLength.NeedMoreData;
            length += ObjectHeaderLength + pdu[length + 1];
        }

        return length;
    }

    private static Dictionary<byte, byte[]> ReadObjects(ReadOnlySpan<byte> pdu)
    {
        var objects = new Dictionary<byte, byte[]>();
        for (var rest = pdu[ObjectsOffset..]; !rest.IsEmpty; rest = rest[(ObjectHeaderLength + rest[1])..])
            if (!objects.TryAdd(rest[0], rest.Slice(ObjectHeaderLength, rest[1]).ToArray()))
                throw ModbusFault.WrongField(Function, "object id, there twice,", rest[0]);
        return objects;
    }
}
