namespace Faultline.Contracts;

/// <summary>How tags of a device are put together into requests; all ways keep to its largest gap and request.</summary>
public enum RegisterMerging
{
    /// <summary>One request a tag, for devices that refuse blocks.</summary>
    None,

    /// <summary>From the lowest address on, each request as long as the limits allow, shrunk to its first and last tag: fewest requests.</summary>
    Shrink,

    /// <summary>Boundaries moved to where they save most: fewest requests and, among those plans, fewest registers.</summary>
    Rearrange,
}
