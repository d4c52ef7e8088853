using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Which timestamps a client gets, OPC 10000-4 §7.40.</summary>
internal static class Timestamps
{
    /// <summary>Adds the server timestamp where the source gave none, and leaves out what was not asked for.</summary>
    internal static DataValue Apply(DataValue value, TimestampsToReturn asked, uint attribute, DateTime now)
    {
        var wantsServer = asked is TimestampsToReturn.Server or TimestampsToReturn.Both;
        // The source timestamp belongs to the Value attribute alone (OPC 10000-4 §7.11.3).
        var wantsSource = attribute == AttributeIds.Value && (asked is TimestampsToReturn.Source or TimestampsToReturn.Both);
        return value with
        {
            ServerTimestamp = !wantsServer ? default : value.ServerTimestamp == default ? now : value.ServerTimestamp,
            ServerPicoseconds = wantsServer ? value.ServerPicoseconds : (ushort)0,
            SourceTimestamp = wantsSource ? value.SourceTimestamp : default,
            SourcePicoseconds = wantsSource ? value.SourcePicoseconds : (ushort)0,
        };
    }
}
