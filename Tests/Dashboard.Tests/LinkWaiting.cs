using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Tests;

/// <summary>Awaits a state of the link instead of guessing when its continuations have run.</summary>
internal static class LinkWaiting
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Completes when the link is in the state, at once or after a change.</summary>
    public static async Task UntilAsync(this LiveLink link, LinkState state)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            // Waiting begins twice: a moment before the delay's end nothing is due any more.
            if (link.State == state && (state != LinkState.Waiting || link.NextAttempt is not null)) reached.TrySetResult();
        }
        link.Changed += Look;
        Look();
        await reached.Task.WaitAsync(Timeout);
        link.Changed -= Look;
    }
}
