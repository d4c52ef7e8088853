namespace Faultline.Collector.Devices;

internal sealed partial class DeviceFleet
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Version {Version} of the plant is applied: {Started} devices started, {Stopped} stopped, {Kept} kept")]
    private partial void LogApplied(long version, int started, int stopped, int kept);
}
