using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Services;

/// <summary>A response of any service, or a <see cref="ServiceFault"/>, OPC 10000-4 §5.3.</summary>
public interface IServiceResponse : IOpcUaStructure
{
    /// <summary>Request handle and result; set by the server before sending.</summary>
    ResponseHeader ResponseHeader { get; set; }
}
