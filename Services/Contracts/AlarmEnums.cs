namespace Faultline.Contracts;

/// <summary>What raises alarms.</summary>
public enum AlarmKind
{
    /// <summary>A sensor's limit.</summary>
    Limit,

    /// <summary>A fault that the model predicts.</summary>
    PredictedFault,
}

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
}

/// <summary>Urgency, lowest first.</summary>
public enum AlarmSeverity
{
    /// <summary>For information.</summary>
    Low,

    /// <summary>Plan maintenance.</summary>
    Medium,

    /// <summary>Act soon.</summary>
    High,

    /// <summary>Act now.</summary>
    Critical,
}

/// <summary>Whether the condition holds.</summary>
public enum AlarmState
{
    /// <summary>The condition holds.</summary>
    Active,

    /// <summary>The condition no longer holds.</summary>
    Cleared,
}

/// <summary>What happened to an alarm.</summary>
public enum AlarmEvent
{
    /// <summary>Its condition came to hold.</summary>
    Raised,

    /// <summary>An operator acknowledged it.</summary>
    Acknowledged,

    /// <summary>Its condition ceased.</summary>
    Cleared,
}
