namespace Faultline.Dashboard.Api;

/// <summary>One thing that a version changed.</summary>
/// <param name="Device">The device.</param>
/// <param name="Tag">The tag; null for the device itself.</param>
/// <param name="Change">added, removed or changed.</param>
public sealed record ConfigurationChange(string Device, string? Tag, string Change)
{
    /// <summary>For people: "press-1.T7 changed".</summary>
    public override string ToString() => Tag is null ? $"{Device} {Change}" : $"{Device}.{Tag} {Change}";
}
