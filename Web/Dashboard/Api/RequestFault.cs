namespace Faultline.Dashboard.Api;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Place">Where, as the API names it: a parameter, "DEVICE: field" or "DEVICE.TAG: field".</param>
/// <param name="Message">What is wrong, with value and limit.</param>
public sealed record RequestFault(string Place, string Message)
{
    /// <summary>In one line.</summary>
    public override string ToString() => $"{Place}: {Message}";
}
