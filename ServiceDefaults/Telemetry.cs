using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Faultline.ServiceDefaults;

/// <summary>OpenTelemetry logs, metrics and traces: to an OTLP collector where one is configured, and metrics at /metrics always.</summary>
public static class Telemetry
{
    /// <summary>Prefix of the meters and activity sources of Faultline's own parts, such as <c>Faultline.Collector</c>.</summary>
    public const string Prefix = "Faultline.";

    // The SDK sets memory for 2000 series of each instrument aside at once, 180 kB. Only requests by route, and what Faultline counts by device or sensor, may need them.
    private const int FewSeries = 100;

    /// <summary>
    /// Adds the signals. OTLP goes where OTEL_EXPORTER_OTLP_ENDPOINT says (OpenTelemetry protocol exporter specification); without it there is nobody to send logs and spans
    /// to, and none are recorded.
    /// </summary>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddLogLevels();
        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(Prefix + "*", "Npgsql", "Microsoft.AspNetCore.SignalR.Server", "Yarp.ReverseProxy")
            .AddView(instrument => HasManySeries(instrument) ? null : new MetricStreamConfiguration { CardinalityLimit = FewSeries })
            .AddPrometheusExporter());
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return builder;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry
            .WithTracing(tracing => tracing
                .AddSource(Prefix + "*", "Npgsql", "Yarp.ReverseProxy")
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !Health.IsHealthPath(context.Request.Path))
                .AddHttpClientInstrumentation())
            .UseOtlpExporter();
        return builder;
    }

    private static bool HasManySeries(Instrument instrument) =>
        instrument.Meter.Name.StartsWith(Prefix, StringComparison.Ordinal) || instrument.Name.StartsWith("http.", StringComparison.Ordinal);
}
