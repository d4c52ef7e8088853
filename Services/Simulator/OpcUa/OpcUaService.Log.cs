namespace Faultline.Simulator.OpcUa;

internal sealed partial class OpcUaService
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Machines answer over OPC UA on port {Port}; certificates are in {Folder}")]
    private partial void LogListening(int port, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "Machines do not answer over OPC UA: Simulator:OpcUaFolder is not set")]
    private partial void LogDisabled();
}
