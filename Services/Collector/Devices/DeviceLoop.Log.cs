namespace Faultline.Collector.Devices;

internal sealed partial class DeviceLoop
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Device} answers at {Host}")]
    private partial void LogAnswers(string device, string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Device} does not answer; its values are uncertain, then bad, until it does: {Reason}")]
    private partial void LogAway(string device, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Device} failed in an unforeseen way")]
    private partial void LogUnexpected(string device, Exception exception);
}
