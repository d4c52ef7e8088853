namespace Faultline.Scorer.Tests.Live;

/// <summary>Lets a test wait for a condition that is looked at after each change, never by sleeping.</summary>
internal sealed class Signal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var change = next.Task;
            if (condition())
                return;
            await change.WaitAsync(patience.Token);
        }
    }
}
