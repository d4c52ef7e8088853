namespace Faultline.Scorer.Predict;

/// <summary>
/// Bounds the memory of bodies that were read and are not yet answered, by what has arrived of them: a slow sender holds little for long, a large batch much for a short
/// time. Thread-safe.
/// </summary>
internal sealed class BodyBudget(long limit)
{
    private long taken;

    /// <summary>Bytes taken now.</summary>
    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Takes bytes; false, and nothing taken, when they would exceed the limit.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= limit)
            return true;
        Return(bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref taken, -bytes);
}
