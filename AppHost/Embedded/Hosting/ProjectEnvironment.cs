using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>What Aspire sets for every project, by the same names.</summary>
internal static class ProjectEnvironment
{
    /// <summary>Fills in listening addresses, environment name, console format and, where a collector of telemetry is given, OTLP.</summary>
    public static void Populate(ProjectResource project, IConfiguration configuration, IDictionary<string, string> environment)
    {
        var endpoints = project.Annotations.OfType<EndpointAnnotation>().ToList();
        var urls = endpoints.Where(endpoint => endpoint.UriScheme is "http" or "https").Select(endpoint => endpoint.Url).ToList();
        if (urls.Count > 0) environment["ASPNETCORE_URLS"] = string.Join(';', urls);
        foreach (var endpoint in endpoints)
            if (endpoint.EnvironmentVariable is { } variable)
                environment[variable] = endpoint.AllocatedPort.ToString(CultureInfo.InvariantCulture);

        environment["ASPNETCORE_ENVIRONMENT"] = configuration["ASPNETCORE_ENVIRONMENT"] ?? "Development";
        environment["DOTNET_ENVIRONMENT"] = configuration["DOTNET_ENVIRONMENT"] ?? "Development";
        environment["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        environment["LOGGING__CONSOLE__FORMATTEROPTIONS__TIMESTAMPFORMAT"] = "yyyy-MM-ddTHH:mm:ss.fffffffK ";
        environment["OTEL_SERVICE_NAME"] = project.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={project.Name}-{Environment.ProcessId}";
        // Only an endpoint that someone set: without a dashboard to receive it, an exporter would log a failure every few seconds.
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } otlp)
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp;
    }
}
