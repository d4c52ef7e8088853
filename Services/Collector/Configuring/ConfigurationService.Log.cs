namespace Faultline.Collector.Configuring;

internal sealed partial class ConfigurationService
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The database is not asked yet; version {Version}, applied last, is read")]
    private partial void LogCached(long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration cannot be asked for; version {Version} stays: {Reason}")]
    private partial void LogAway(long version, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Version} of the plant cannot be applied: {Faults}")]
    private partial void LogFaulty(long version, string faults);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The applied configuration could not be kept for a start without the database: {Reason}")]
    private partial void LogNotKept(string reason);
}
