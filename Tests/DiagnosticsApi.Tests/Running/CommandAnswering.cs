using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>In the collector's place: answers every command with nothing, so that routes which ask it come to an end.</summary>
internal sealed class CommandAnswering : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Task answering;

    public CommandAnswering(ApiFixture api) => answering = AnswerAsync(api, ending.Token);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await answering.ContinueWith(_ => { }, TaskScheduler.Default);
        ending.Dispose();
    }

    private static async Task AnswerAsync(ApiFixture api, CancellationToken cancellationToken)
    {
        var store = api.Database.Get<CommandStore>();
        while (true)
        {
            if (await store.ClaimAsync("a test", cancellationToken) is not { } command)
            {
                await api.Redis.GetDatabase().PingAsync();
                continue;
            }
            await store.CompleteAsync(command, done: false, "{}", "by a test", cancellationToken);
            await api.Redis.GetSubscriber().PublishAsync(RedisChannel.Literal(Channels.CommandsAnswered), command.Id);
        }
    }
}
