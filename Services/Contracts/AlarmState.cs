namespace Faultline.Contracts;

/// <summary>Whether the condition holds.</summary>
public enum AlarmState
{
    /// <summary>The condition holds.</summary>
    Active,

    /// <summary>The condition no longer holds.</summary>
    Cleared,
}
