using System.Text;
using System.Text.Json.Nodes;
using Faultline.Scorer.Predict;
using Faultline.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class BatchTurnsTests(ScorerFixture scorer) : IClassFixture<ScorerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // One thread, and a batch that is on it before the other work is: if it did not give way, the work would find it done.
    [Fact]
    public async Task ABatch_LetsWaitingWorkGoBetween()
    {
        var batches = scorer.Services.GetRequiredService<BatchScoring>();
        var body = Batch(BatchScoring.MaxItems);
        var thread = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

        var (batch, wasUnderWay) = await thread.StartNew(() =>
        {
            var running = thread.StartNew(() => batches.ScoreAsync(body, new RequestFaults(), CancellationToken.None)).Unwrap();
            return (running, thread.StartNew(() => !running.IsCompleted));
        }).WaitAsync(Patience);

        Assert.True(await wasUnderWay.WaitAsync(Patience));
        using var answer = await batch.WaitAsync(Patience);
        var results = JsonNode.Parse(answer!.Written.Span)!["results"]!.AsArray();
        Assert.Equal(Enumerable.Range(0, BatchScoring.MaxItems), results.Select(result => result!["index"]!.GetValue<int>()));
        Assert.All(results, result => Assert.Null(result!["errors"]));
    }

    [Fact]
    public async Task ABatch_ThatIsCancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scorer.Services.GetRequiredService<BatchScoring>().ScoreAsync(Batch(1), new RequestFaults(), cancelled.Token).WaitAsync(Patience));
    }

    private static byte[] Batch(int count)
    {
        var window = new JsonObject { ["sensors"] = Sample.Cycle(new Machine().Cycle) }.ToJsonString();
        return Encoding.UTF8.GetBytes($$"""{"comment": [{"items": []}], "items": [{{string.Join(',', Enumerable.Repeat(window, count))}}], "more": {} }""");
    }
}
