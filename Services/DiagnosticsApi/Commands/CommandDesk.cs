using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Http;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Commands;

/// <summary>
/// Gives commands to the collector and waits for their answers. The command is a row with an expiry: when nobody takes it in time it is never executed; when it was
/// taken and not answered, that is what the caller is told.
/// </summary>
internal sealed partial class CommandDesk(CommandStore store, CommandAnswers answers, IConnectionMultiplexer redis, TimeProvider clock, ILogger<CommandDesk> logger)
{
    /// <summary>How long a command may wait to be begun.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>How long its execution may take beyond that.</summary>
    public static readonly TimeSpan Execution = TimeSpan.FromSeconds(20);

    // Without Redis the answer is looked for.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs a command to its end; one without <paramref name="detail"/> only looks, and leaves no audit entry.</summary>
    public async Task<CommandOutcome> RunAsync<T>(string kind, string subject, T request, string user, string? detail, CancellationToken cancellationToken)
    {
        var command = await store.AddAsync(kind, subject, JsonSerializer.Serialize(request, FaultlineJson.Options), user, Lifetime, detail, cancellationToken);
        try
        {
            return await FollowAsync(command, cancellationToken);
        }
        finally
        {
            answers.Forget(command.Id);
        }
    }

    private async Task<CommandOutcome> FollowAsync(CollectorCommand command, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var hint = answers.Expect(command.Id);
        await HintAsync(command.Id);
        while (true)
        {
            var now = await store.FindAsync(command.Id, cancellationToken) ?? command;
            if (now.State is CommandState.Done or CommandState.Failed)
                return new CommandOutcome(now.Answer, null);
            if (now.State == CommandState.Expired)
                return Failed(Problems.Unavailable($"The collector did not take command {command.Id} within {Lifetime.TotalSeconds:0} s; it will not be executed."));
            if (now.State == CommandState.Pending && clock.GetElapsedTime(started) > Lifetime)
                await store.ExpireAsync(cancellationToken);
            else if (clock.GetElapsedTime(started) > Lifetime + Execution)
                return Failed(Problems.GatewayTimeout($"The collector took command {command.Id} and has not answered: it may have been executed, wholly or in part."));
            await Task.WhenAny(hint, Task.Delay(LookInterval, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            hint = answers.Expect(command.Id);
        }
    }

    private static CommandOutcome Failed(Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult problem) => new(null, problem);

    private async Task HintAsync(long id)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.Commands), id);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The collector looks by itself every second.
            LogNoHint(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The collector could not be told of a command at once: {Reason}")]
    private partial void LogNoHint(string reason);
}
