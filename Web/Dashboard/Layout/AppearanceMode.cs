namespace Faultline.Dashboard.Layout;

/// <summary>What decides between light and dark.</summary>
public enum AppearanceMode
{
    /// <summary>The operating system or browser.</summary>
    System,

    /// <summary>Always light.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
