using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace Faultline.ServiceDefaults;

/// <summary>Settings with short names, such as <c>--speed 10</c>.</summary>
public static class CommandLine
{
    /// <summary>What the command line alone says; null where it says nothing. A variable named SPEED is another program's, and <c>configuration["speed"]</c> would take it.</summary>
    public static string? OnCommandLine(this IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return (configuration as IConfigurationRoot)?.Providers.OfType<CommandLineConfigurationProvider>()
            .Select(provider => provider.TryGet(key, out var value) ? value : null).LastOrDefault(value => value is { Length: > 0 });
    }
}
