namespace Faultline.Protocols.Modbus.Messages;

/// <summary>What one response of function 43/14 carries (Modbus Application Protocol V1.1b3 §6.21).</summary>
/// <param name="Level">The device's conformity level.</param>
/// <param name="SupportsIndividualAccess">Whether the device answers for single objects.</param>
/// <param name="MoreFollows">Whether further objects are to be asked for.</param>
/// <param name="NextObjectId">The object to go on with; 0 when none follow.</param>
/// <param name="Objects">Objects of this response, by id.</param>
public sealed record DevicePage(
    DeviceIdentificationLevel Level, bool SupportsIndividualAccess, bool MoreFollows, byte NextObjectId, IReadOnlyDictionary<byte, byte[]> Objects);
