using Faultline.Contracts;
using Faultline.Protocols.OpcUa;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>
/// Status codes as qualities: the upper half of the code, severity and sub-code, is the quality unchanged (OPC 10000-4 §7.39). The lower half tells
/// about the delivery (overflow, limits) and not about the value.
/// </summary>
internal static class QualityOf
{
    public static Quality Status(StatusCode status) => new((ushort)(status.Value >> 16));

    /// <summary>Whether the server's queue gave up values before or after this one: InfoType DataValue with Overflow.</summary>
    public static bool IsOverflow(StatusCode status) => (status.Value & 0x0480) == 0x0480;
}
