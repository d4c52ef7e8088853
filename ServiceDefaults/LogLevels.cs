using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults;

/// <summary>
/// What is logged unless the configuration says otherwise (<c>Logging:LogLevel:CATEGORY</c>). The framework tells four to eight lines of every request,
/// Npgsql one of every command, which cost as much as scoring a window and bury what matters; metrics and traces tell the same for less.
/// </summary>
internal static class LogLevels
{
    private static readonly (string Category, LogLevel Level)[] ToldByRequest =
    [
        ("Microsoft.AspNetCore", LogLevel.Warning), ("System.Net.Http.HttpClient", LogLevel.Warning), ("Npgsql", LogLevel.Warning),
        // Tells of each failed attempt with the whole stack, in warnings: of an outage the gateway tells itself, once.
        ("Yarp.ReverseProxy.Forwarder", LogLevel.Error),
    ];

    public static void AddLogLevels(this IHostApplicationBuilder builder) => builder.Services.Configure<LoggerFilterOptions>(options =>
    {
        // In front: of two rules for a category the later one counts, and the configuration shall have the last word.
        foreach (var (category, level) in ToldByRequest)
            options.Rules.Insert(0, new LoggerFilterRule(null, category, level, null));
    });
}
