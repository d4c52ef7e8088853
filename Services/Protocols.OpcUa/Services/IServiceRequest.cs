using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Services;

/// <summary>A request of any service, OPC 10000-4 §5.3.</summary>
public interface IServiceRequest : IOpcUaStructure
{
    /// <summary>Session, request handle and timeout; set by the client before sending.</summary>
    RequestHeader RequestHeader { get; set; }
}
