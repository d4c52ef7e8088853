using Faultline.ServiceDefaults;

namespace Faultline.Gateway;

/// <summary>Readiness of the gateway.</summary>
internal static class BackendHealth
{
    public static void AddBackendHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ApiHealthCheck>();
        builder.Services.AddHealthChecks().AddCheck<ApiHealthCheck>(Backends.Api, tags: [Health.ReadyTag]);
    }
}
