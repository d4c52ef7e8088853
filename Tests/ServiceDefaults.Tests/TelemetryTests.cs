using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace Faultline.ServiceDefaults.Tests;

/// <summary>What leaves a service for a collector of telemetry, as that receives it.</summary>
public sealed class TelemetryTests
{
    private const string ServiceName = "telemetry-of-the-tests";

    [Fact]
    public async Task Logs_Metrics_AndTraces_GoToTheConfiguredCollector()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(collector.Url);

        using var answer = await service.GetAsync("/open");
        service.Services.GetRequiredService<ILogger<TelemetryTests>>().LogReached("hydraulic-2");
        service.Services.GetRequiredService<TracerProvider>().ForceFlush();
        service.Services.GetRequiredService<MeterProvider>().ForceFlush();
        service.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        Assert.Contains(ServiceName, await collector.WaitAsync("/v1/logs", "The end of hydraulic-2 was reached"), StringComparison.Ordinal);
        Assert.Contains(ServiceName, await collector.WaitAsync("/v1/metrics", "http.server.request.duration"), StringComparison.Ordinal);
        Assert.Contains(ServiceName, await collector.WaitAsync("/v1/traces", "/open"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_OfHealthAndMetrics_AreNotSent()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(collector.Url);

        using var health = await service.GetAsync("/health/ready");
        using var metrics = await service.GetAsync("/metrics");
        using var open = await service.GetAsync("/open");
        service.Services.GetRequiredService<TracerProvider>().ForceFlush();

        // The spans of the server name url.path; those of this test's own client, which are sent too and may be sent before, url.full.
        var traces = await collector.WaitAsync("/v1/traces", "url.path");
        Assert.Matches(@"(?s)url\.path.{1,8}/open", traces);
        Assert.DoesNotMatch(@"(?s)url\.path.{1,8}/(health|metrics)", traces);
    }

    private static Task<TestService> StartAsync(string collector) => TestService.StartAsync(configureFirst: builder =>
    {
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_SERVICE_NAME"] = ServiceName;
    });
}
