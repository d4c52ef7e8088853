namespace Faultline.Contracts;

/// <summary>The rule that was met (limits as in OPC 10000-9 §5.8.18, exclusive limit alarms).</summary>
public enum AlarmCondition
{
    /// <summary>Above the highest limit.</summary>
    HighHigh,

    /// <summary>Above the high limit.</summary>
    High,

    /// <summary>Below the low limit.</summary>
    Low,

    /// <summary>Below the lowest limit.</summary>
    LowLow,

    /// <summary>A component is predicted to be worn.</summary>
    Fault,

    /// <summary>Silent for longer than allowed.</summary>
    NoData,

    /// <summary>The collector cannot write its spool.</summary>
    SpoolUnwritable,

    /// <summary>The collector's spool dropped what was not stored yet.</summary>
    SpoolDropped,

    /// <summary>The windows are unlike any known condition.</summary>
    Unknown,
}
