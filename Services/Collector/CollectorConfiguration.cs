using System.Globalization;
using Faultline.Collector.Plant;
using Faultline.Collector.Spooling;
using Faultline.ServiceDefaults;

namespace Faultline.Collector;

/// <summary>Flat configuration keys that win over the sections: <c>speed</c> (command line), <c>Faultline:Speed</c> and <c>Faultline:SpoolFolder</c> (AppHost).</summary>
internal static class CollectorConfiguration
{
    public static void Apply(IConfiguration configuration, PlantOptions options)
    {
        if ((configuration.OnCommandLine("speed") ?? configuration["Faultline:Speed"]) is not { Length: > 0 } text)
            return;
        options.Speed = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            ? speed
            : throw new InvalidOperationException($"speed '{text}' is no number.");
    }

    public static void Apply(IConfiguration configuration, SpoolOptions options)
    {
        if (configuration["Faultline:SpoolFolder"] is { Length: > 0 } folder)
            options.Folder = Path.GetFullPath(folder);
        else if (options.Folder.Length == 0 && LocalData() is { Length: > 0 } local)
            options.Folder = Path.Combine(local, "faultline", "spool");
    }

    // Empty for users without a home: the validator then asks for the setting.
    private static string LocalData() => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
}
