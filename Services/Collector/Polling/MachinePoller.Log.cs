using Faultline.Collector.Plant;
using Faultline.Contracts;

namespace Faultline.Collector.Polling;

internal sealed partial class MachinePoller
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{System} answers at {Endpoint}")]
    private partial void LogConnected(SystemId system, PlantEndpoint endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} is lost; its readings are bad until it answers again: {Reason}")]
    private partial void LogLost(SystemId system, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{System} does not answer: {Reason}")]
    private partial void LogAway(SystemId system, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {System} failed in an unforeseen way")]
    private partial void LogUnexpected(SystemId system, Exception exception);
}
