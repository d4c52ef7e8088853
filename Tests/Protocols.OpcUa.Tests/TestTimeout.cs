namespace Faultline.Protocols.OpcUa.Tests;

/// <summary>A limit on every await: far above what is needed, so that only a hang meets it.</summary>
internal static class TestTimeout
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    internal static Task Within(this Task task) => task.WaitAsync(Limit);

    internal static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Limit);

    internal static Task Within(this ValueTask task) => task.AsTask().WaitAsync(Limit);

    internal static Task<T> Within<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);
}
