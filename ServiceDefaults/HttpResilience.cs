using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;

namespace Faultline.ServiceDefaults;

/// <summary>
/// Service-to-service HTTP: names such as <c>http://scorer</c> are looked up in the configuration, and calls time out, back off and are retried,
/// but only those that HTTP defines as safe to repeat (GET, HEAD, OPTIONS, TRACE, PUT, DELETE: RFC 9110 §9.2.2). A caller that knows
/// that its POST changes nothing repeats it itself.
/// </summary>
public static class HttpResilience
{
    /// <summary>Adds service discovery and the standard resilience pipeline to every HttpClient of the factory.</summary>
    public static IHostApplicationBuilder AddHttpResilience(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(client =>
        {
            client.AddStandardResilienceHandler(options =>
                options.Retry.DisableFor(HttpMethod.Post, HttpMethod.Patch, HttpMethod.Connect));
            client.AddServiceDiscovery();
        });
        return builder;
    }
}
