namespace Faultline.TimeSeries;

/// <summary>How far a command is.</summary>
public enum CommandState
{
    /// <summary>Waits for the collector.</summary>
    Pending,

    /// <summary>The collector is at it; when it was so for long, nobody knows how far it came, and it is not repeated.</summary>
    Executing,

    /// <summary>Done as asked.</summary>
    Done,

    /// <summary>Not done, or not known to be; the answer tells why.</summary>
    Failed,

    /// <summary>Nobody took it in time; it will not be executed.</summary>
    Expired,
}
