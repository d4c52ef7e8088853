namespace Faultline.Contracts;

/// <summary>One thing wrong with a plant's configuration.</summary>
/// <param name="Device">The device concerned.</param>
/// <param name="Tag">The tag concerned; null when it is the device itself.</param>
/// <param name="Field">The setting, as the JSON names it.</param>
/// <param name="Message">What is wrong, with value and limit.</param>
public sealed record ConfigurationFault(string Device, string? Tag, string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Tag is null ? $"{Device}: {Field}: {Message}" : $"{Device}.{Tag}: {Field}: {Message}";
}
