using System.Runtime.CompilerServices;

namespace Faultline.AppHost.Embedded;

/// <summary>The last lines of a child's output, for those who look at it live. Older ones are in its log file.</summary>
internal sealed class OutputTail
{
    /// <summary>Lines kept: some minutes of a talkative service, 200 KiB.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<OutputLine> _lines = new(Capacity);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _last;

    public void Append(string text, bool fromError)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            if (_lines.Count == Capacity) _lines.Dequeue();
            _lines.Enqueue(new(++_last, text, fromError));
            (signal, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        signal.TrySetResult();
    }

    /// <summary>What is kept, and then, when <paramref name="follow"/>, each further line. A reader that falls behind by more than the capacity sees a gap in the numbers.</summary>
    public async IAsyncEnumerable<IReadOnlyList<OutputLine>> WatchAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = 0;
        while (true)
        {
            List<OutputLine> fresh;
            Task changed;
            lock (_gate)
            {
                fresh = [.. _lines.Where(line => line.Number > seen)];
                changed = _changed.Task;
            }

            if (fresh.Count > 0)
            {
                seen = fresh[^1].Number;
                yield return fresh;
            }

            if (!follow) yield break;
            await changed.WaitAsync(cancellationToken);
        }
    }
}
