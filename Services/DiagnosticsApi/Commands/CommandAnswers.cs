using System.Collections.Concurrent;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Commands;

/// <summary>Hints over Redis that a command was answered.</summary>
internal sealed class CommandAnswers(IConnectionMultiplexer redis, TimeProvider clock, ILogger<CommandAnswers> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> waiting = [];

    /// <summary>Waits for the hint of a command, at most for <paramref name="longest"/>.</summary>
    public async Task WaitAsync(long id, TimeSpan longest, CancellationToken cancellationToken)
    {
        var hint = waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Task.WhenAny(hint.Task, Task.Delay(longest, clock, cancellationToken));
        waiting.TryRemove(id, out _);
        cancellationToken.ThrowIfCancellationRequested();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        RedisFeed.ReadAsync(redis, RedisChannel.Literal(Channels.CommandsAnswered), Take, clock, logger, stoppingToken);

    private void Take(RedisValue message)
    {
        if (message.TryParse(out long id) && waiting.TryGetValue(id, out var hint))
            hint.TrySetResult();
    }
}
