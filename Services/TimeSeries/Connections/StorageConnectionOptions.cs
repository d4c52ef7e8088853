namespace Faultline.TimeSeries;

/// <summary>How services connect to the database, beyond their connection string. Section <c>TimeSeries</c>.</summary>
public sealed class StorageConnectionOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "TimeSeries";

    /// <summary>
    /// Whether a connection takes its role after the login (<c>options=-c role=faultline_writer</c>); the login must be a member of the role. Default true.
    /// False where each service has a login of its own that has no more rights than it needs, or a pooler refuses start-up options.
    /// </summary>
    public bool AssumeRole { get; set; } = true;
}
