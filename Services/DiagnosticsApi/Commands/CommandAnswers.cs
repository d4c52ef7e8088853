using System.Collections.Concurrent;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Commands;

/// <summary>Hints over Redis that a command was answered.</summary>
internal sealed class CommandAnswers(IConnectionMultiplexer redis, TimeProvider clock, ILogger<CommandAnswers> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> waiting = [];

    /// <summary>The next hint of a command from now on; to be asked for before looking, so that no answer falls between look and wait.</summary>
    public Task Expect(long id) => waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Nobody waits for the command any more.</summary>
    public void Forget(long id) => waiting.TryRemove(id, out _);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RedisFeed.ReadAsync(redis, RedisChannel.Literal(Channels.CommandsAnswered), Take, clock, logger, stoppingToken);

    private void Take(RedisValue message)
    {
        if (message.TryParse(out long id) && waiting.TryRemove(id, out var hint))
            hint.TrySetResult();
    }
}
