using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Faultline.ServiceDefaults.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_WhenADependencyIsAway_FailsWithTheReason()
    {
        await using var service = await TestService.StartAsync(() => HealthCheckResult.Unhealthy("the database is away"));

        using var ready = await service.GetAsync("/health/ready");
        using var live = await service.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("the database is away", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task Ready_WhenADependencyReturns_SucceedsAgain()
    {
        var healthy = false;
        await using var service = await TestService.StartAsync(() => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("away"));
        using var before = await service.GetAsync("/health/ready");
        healthy = true;
        using var after = await service.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Ready_WithoutRedis_NamesRedis()
    {
        await using var service = await TestService.StartAsync(configure: builder =>
        {
            builder.Configuration["ConnectionStrings:redis"] = "127.0.0.1:1,connectTimeout=200";
            builder.AddRedis("redis");
        });

        using var ready = await service.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("Redis does not answer", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AreServed_InPrometheusText()
    {
        await using var service = await TestService.StartAsync();
        using var first = await service.GetAsync("/health/live");

        using var metrics = await service.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
        Assert.Contains("# TYPE", await metrics.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
