using Faultline.Collector.Configuring;
using Faultline.Contracts;
using StackExchange.Redis;

namespace Faultline.Collector.Commands;

/// <summary>Hints over Redis that a command waits.</summary>
internal sealed class CommandHints(IConnectionMultiplexer redis, TimeProvider time, ILogger<CommandHints> logger) : RedisHints(redis, Channels.Commands, time, logger);
