using System.Data.Common;

namespace Faultline.Scorer.Storage;

/// <summary>Repeats a call until the database answers: with growing waits, 0.1 s to 2 s, and no end but cancellation.</summary>
internal sealed partial class StorageRetry(TimeProvider clock, ScorerMetrics metrics, ILogger<StorageRetry> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <exception cref="DbException">The database answered, but refused for good.</exception>
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var wait = First; ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (DbException exception) when (exception.IsTransient)
            {
                metrics.StorageRetries.Add(1);
                LogWaiting(what, wait.TotalSeconds, exception.Message);
            }
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database is away ({What}); again in {Seconds} s: {Reason}")]
    private partial void LogWaiting(string what, double seconds, string reason);
}
