using Yarp.ReverseProxy.Forwarder;

namespace Faultline.Gateway;

internal sealed partial class BackendOutages
{
    [LoggerMessage(LogLevel.Warning, "Forwarding to {Service} fails ({Error}): {Reason}")]
    private partial void LogFailed(string service, ForwarderError error, string reason);
}
