using Faultline.Contracts;
using StackExchange.Redis;

namespace Faultline.Collector.Configuring;

/// <summary>Hints over Redis that there is a newer version.</summary>
internal sealed class ConfigurationHints(IConnectionMultiplexer redis, TimeProvider time, ILogger<ConfigurationHints> logger)
    : RedisHints(redis, Channels.Configuration, time, logger);
