using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Faultline.ServiceDefaults;

/// <summary>The connection to Redis, shared by a process, which comes up also while Redis is away and reconnects for ever.</summary>
public static class Redis
{
    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> for the connection string <paramref name="connectionName"/>, and its readiness check.
    /// </summary>
    /// <exception cref="InvalidOperationException">No such connection string; its configuration key is named.</exception>
    public static IHostApplicationBuilder AddRedis(this IHostApplicationBuilder builder, string connectionName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var connectionString = configuration.GetConnectionString(connectionName)
                ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not configured (environment variable ConnectionStrings__{connectionName}).");
            var options = ConfigurationOptions.Parse(connectionString);
            options.AbortOnConnectFail = false;
            // Pub/sub only: what cannot be sent now is old when the server is back, and the database has it.
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ReconnectRetryPolicy = new LinearRetry(500);
            options.ConnectTimeout = 2000;
            options.AsyncTimeout = 2000;
            options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
            return ConnectionMultiplexer.Connect(options);
        });
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis", HealthStatus.Unhealthy, [Health.ReadyTag], RedisHealthCheck.Patience);
        return builder;
    }
}
