using Faultline.Contracts;
using Faultline.Protocols.OpcUa;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>
/// Status codes as qualities, with all of their bits (OPC 10000-4 §7.39). The lower half tells about the delivery (overflow, limits) and not how far the
/// value can be trusted.
/// </summary>
internal static class QualityOf
{
    public static Quality Status(StatusCode status) => Quality.OfStatus(status.Value);

    /// <summary>Whether the server's queue gave up values before or after this one: InfoType DataValue with Overflow.</summary>
    public static bool IsOverflow(StatusCode status) => (status.Value & 0x0480) == 0x0480;
}
