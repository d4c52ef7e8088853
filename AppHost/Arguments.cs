namespace Faultline.AppHost;

/// <summary>Brings AppHost's arguments into the form that the configuration provider reads.</summary>
internal static class Arguments
{
    private static readonly string[] Switches = ["--verbose"];

    /// <summary>Gives the switches a value: the provider would take the next argument for it.</summary>
    public static string[] Normalize(string[] args) =>
        [.. args.Select(argument => Switches.Contains(argument, StringComparer.OrdinalIgnoreCase) ? argument + "=true" : argument)];
}
