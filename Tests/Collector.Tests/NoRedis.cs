using StackExchange.Redis;

namespace Faultline.Collector.Tests;

/// <summary>A Redis that is never there.</summary>
internal sealed class NoRedis
{
    public IConnectionMultiplexer Multiplexer { get; } = ConnectionMultiplexer.Connect(new ConfigurationOptions
    {
        EndPoints = { "127.0.0.1:1" }, AbortOnConnectFail = false, ConnectTimeout = 200, ConnectRetry = 0, BacklogPolicy = BacklogPolicy.FailFast,
    });
}
