using Aspire.Hosting;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Faultline.AppHost.Tests;

/// <summary>A service that is ready at once, lists its environment, and ends with its AppHost.</summary>
internal static partial class SmallService
{
    public static async Task RunAsync()
    {
        if (Environment.GetEnvironmentVariable("SMALL_SERVICE") == "once") return;
        var builder = WebApplication.CreateBuilder();
        builder.AddParentWatch();
        builder.AddTelemetry();
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/work", (ILogger<Metadata> logger) => LogWork(logger));
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
        await app.RunAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Some work was done")]
    private static partial void LogWork(ILogger logger);

    /// <summary>This assembly as a project.</summary>
    internal sealed class Metadata : IProjectMetadata
    {
        public string ProjectPath => TargetPath;

        public string TargetPath => typeof(SmallService).Assembly.Location;
    }
}
