using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Faultline.AppHost.Tests;

/// <summary>A graph like AppHost.cs', with services that do nothing: real PostgreSQL, real Garnet, real processes, up in seconds.</summary>
internal static class SmallGraph
{
    public static void Run(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        var settings = LineSettings.From(args);
        if (settings.AdminPassword is { } chosen) builder.Configuration["Parameters:admin-password"] = chosen;
        var password = builder.AddParameter("admin-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);
        var database = builder.AddPostgres("timescaledb").AddDatabase("faultline");
        var redis = builder.AddRedis("redis");
        var schema = builder.AddProject<SmallService.Metadata>("schema").WithEnvironment("SMALL_SERVICE", "once").WithReference(database).WaitFor(database);
        var api = builder.AddProject<SmallService.Metadata>("api").WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
            .WithEnvironment("PASSWORD", password).WithReference(database).WithReference(redis).WaitForCompletion(schema).WaitFor(redis);
        builder.AddProject<SmallService.Metadata>("gateway")
            .WithHttpEndpoint(port: settings.Port).WithHttpHealthCheck("/health/ready").WithExternalHttpEndpoints()
            .WithReference(api).WaitFor(api);
        builder.Build().Run();
    }
}
