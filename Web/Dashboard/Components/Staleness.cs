namespace Faultline.Dashboard.Components;

/// <summary>How a form stands to what it edits.</summary>
public enum Staleness
{
    /// <summary>Nobody changed it since, as far as is known.</summary>
    None,

    /// <summary>Somebody did; nothing was saved.</summary>
    Stale,

    /// <summary>Somebody did, and the form goes on from that.</summary>
    Renewed,
}
