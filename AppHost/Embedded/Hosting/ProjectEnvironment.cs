using Aspire.Hosting.ApplicationModel;
using Faultline.AppHost.Embedded.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>What Aspire sets for every project, by the same names.</summary>
internal static class ProjectEnvironment
{
    /// <summary>Fills in listening addresses, and for a run environment name, console format and, where a receiver of telemetry is given, OTLP.</summary>
    public static void Populate(ProjectResource project, IDistributedApplicationBuilder builder, IDictionary<string, ReferenceExpression> environment)
    {
        var http = project.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https")
            .Select(endpoint => new EndpointReference(project, endpoint)).ToList();
        if (builder.ExecutionContext.IsPublishMode) PopulateManifest(project, http, environment);
        else PopulateRun(project, builder.Configuration, http, environment);
    }

    private static void PopulateManifest(
        ProjectResource project, List<EndpointReference> http, IDictionary<string, ReferenceExpression> environment)
    {
        environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = ReferenceExpression.Constant("in_memory");
        if (!project.Annotations.OfType<EndpointAnnotation>().Any()) return;
        environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = ReferenceExpression.Constant("true");
        if (http.Count > 0) environment["HTTP_PORTS"] = Joined(http.Select(endpoint => endpoint.TargetPort));
    }

    private static void PopulateRun(
        ProjectResource project, ConfigurationManager configuration, List<EndpointReference> http, IDictionary<string, ReferenceExpression> environment)
    {
        if (http.Count > 0) environment["ASPNETCORE_URLS"] = Joined(http.Select(endpoint => endpoint.Url));
        Set("ASPNETCORE_ENVIRONMENT", configuration["ASPNETCORE_ENVIRONMENT"] ?? "Development");
        Set("DOTNET_ENVIRONMENT", configuration["DOTNET_ENVIRONMENT"] ?? "Development");
        Set("LOGGING__CONSOLE__FORMATTERNAME", "simple");
        Set("LOGGING__CONSOLE__FORMATTEROPTIONS__TIMESTAMPFORMAT", "yyyy-MM-ddTHH:mm:ss.fffffffK ");
        Set("OTEL_SERVICE_NAME", project.Name);
        Set("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={ResourceView.NameOf(project)}");
        // Only an endpoint that someone set: without a dashboard to receive it, an exporter would log a failure every few seconds.
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } otlp) return;
        Set("OTEL_EXPORTER_OTLP_ENDPOINT", otlp);
        if (configuration["OTEL_EXPORTER_OTLP_HEADERS"] is { Length: > 0 } headers) Set("OTEL_EXPORTER_OTLP_HEADERS", headers);
        // Milliseconds, as Aspire sets them for development: a page that shows what happened a moment ago.
        foreach (var name in (string[])["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"]) Set(name, configuration[name] ?? "1000");

        void Set(string name, string value) => environment[name] = ReferenceExpression.Constant(value);
    }

    private static ReferenceExpression Joined(IEnumerable<ReferenceExpression> parts)
    {
        var all = parts.ToList();
        return new(() => string.Join(';', all.Select(part => part.Value)), string.Join(';', all.Select(part => part.ValueExpression)));
    }
}
