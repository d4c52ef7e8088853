using Aspire.Hosting;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;

namespace Faultline.AppHost.Tests;

/// <summary>A service that is ready at once, lists its environment, and ends with its AppHost.</summary>
internal static class SmallService
{
    public static async Task RunAsync()
    {
        if (Environment.GetEnvironmentVariable("SMALL_SERVICE") == "once") return;
        var builder = WebApplication.CreateBuilder();
        builder.AddParentWatch();
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
        await app.RunAsync();
    }

    /// <summary>This assembly as a project.</summary>
    internal sealed class Metadata : IProjectMetadata
    {
        public string ProjectPath => TargetPath;

        public string TargetPath => typeof(SmallService).Assembly.Location;
    }
}
