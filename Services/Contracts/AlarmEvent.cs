namespace Faultline.Contracts;

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
