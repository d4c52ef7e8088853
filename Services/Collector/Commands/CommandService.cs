using System.Data.Common;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.Collector.Commands;

/// <summary>Takes commands from the database one after the other, executes each once, stores the answer. A command that expired before it was taken is never executed.</summary>
internal sealed partial class CommandService(
    CommandStore store, IEnumerable<ICommandHandler> handlers, CommandHints hints, Spool spool, IConnectionMultiplexer redis, TimeProvider time,
    CollectorMetrics metrics, ILogger<CommandService> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, ICommandHandler> handlers = handlers.ToDictionary(handler => handler.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (await store.ClaimAsync(spool.Collector, stoppingToken) is { } command)
                    await ExecuteAsync(command, stoppingToken);
                await store.ExpireAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                LogAway(exception.Message);
            }
            await hints.WaitAsync(LookInterval, time, stoppingToken);
        }
    }

    private async Task ExecuteAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        var result = await ResultAsync(command, cancellationToken);
        metrics.Commanded(command.Kind, result.Done);
        await store.CompleteAsync(command, result.Done, result.Answer, result.Detail, cancellationToken);
        try
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.CommandsAnswered), command.Id);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // Whoever waits looks by itself.
            LogNoHint(exception.Message);
        }
    }

    private async Task<CommandResult> ResultAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        if (!handlers.TryGetValue(command.Kind, out var handler))
            return new CommandResult(false, "{}", $"this collector knows no commands of the kind '{command.Kind}'");
        try
        {
            return await handler.ExecuteAsync(command, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not DbException)
        {
            LogUnexpected(command.Id, exception);
            return new CommandResult(false, "{}", exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Commands cannot be asked for: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "An answered command could not be told at once: {Reason}")]
    private partial void LogNoHint(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Command {Id} failed in an unforeseen way")]
    private partial void LogUnexpected(long id, Exception exception);
}
