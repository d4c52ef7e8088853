namespace Faultline.Contracts;

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
