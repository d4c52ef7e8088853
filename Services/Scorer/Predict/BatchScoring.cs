using System.Text.Json;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>Scores the windows of a batch one after the other; a wrong one fails alone. Single windows that wait go between.</summary>
internal sealed class BatchScoring(RequestScoring scoring, TimeProvider clock) : IDisposable
{
    /// <summary>Batches scored at once, in turns; the others wait in memory. With more of them a single window waits for more turns.</summary>
    public const int AtOnce = 2;

    /// <summary>Most items of a batch: some 100 ms of work.</summary>
    public const int MaxItems = 1000;

    /// <summary>
    /// After this long, and the window then at hand, a batch goes to the end of the thread pool's queue. On few cores batches would else take all threads and let single
    /// windows wait for as long as they take; shorter turns cost more than they help.
    /// </summary>
    public static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>The answer, which the caller disposes of; null with at least one fault of the batch itself.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public async Task<PooledBuffer?> ScoreAsync(ReadOnlyMemory<byte> body, RequestFaults faults, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await InTurnsAsync(body, faults, cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<PooledBuffer?> InTurnsAsync(ReadOnlyMemory<byte> body, RequestFaults faults, CancellationToken cancellationToken)
    {
        var answer = new PooledBuffer();
        try
        {
            using var run = new BatchRun(scoring, body, answer, faults);
            for (var turn = clock.GetTimestamp(); run.Advance();)
            {
                if (clock.GetElapsedTime(turn) < Turn)
                    continue;
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                turn = clock.GetTimestamp();
            }
        }
        catch
        {
            answer.Dispose();
            throw;
        }
        if (!faults.Any)
            return answer;
        answer.Dispose();
        return null;
    }
}
