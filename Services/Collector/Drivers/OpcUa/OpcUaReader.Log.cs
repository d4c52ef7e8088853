using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Collector.Drivers.OpcUa;

internal sealed partial class OpcUaReader
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Device}: connected to {Address}, {Outcome}; {Policy}, {Mode}")]
    private partial void LogConnected(string device, Uri address, ConnectOutcome outcome, string? policy, MessageSecurityMode mode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Device}: values are missing from {Since} to {Until}, {Reason}; messages: {Messages}")]
    private partial void LogGap(string device, GapReason reason, DateTimeOffset since, DateTimeOffset until, long? messages);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Device}: {Tags} tags are polled, as the server cannot subscribe: {Reason}")]
    private partial void LogPolling(string device, int tags, string reason);
}
