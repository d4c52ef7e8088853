using Microsoft.Extensions.Logging;

namespace Faultline.TimeSeries.Tests.Rollups;

/// <summary>Completes <see cref="Seen"/> at the first warning.</summary>
internal sealed class FirstWarning<T> : ILogger<T>
{
    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Seen => seen.Task;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning)
            seen.TrySetResult();
    }
}
