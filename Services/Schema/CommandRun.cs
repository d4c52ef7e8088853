using Faultline.TimeSeries;
using Npgsql;

namespace Faultline.Schema;

/// <summary>Runs a command to completion; waits for a server that is still starting, and gives up on what waiting does not mend.</summary>
internal sealed partial class CommandRun(IConfiguration configuration, TimeProvider time, ILogger<CommandRun> logger)
{
    /// <summary>Exit code when it is done.</summary>
    public const int Done = 0;

    /// <summary>Exit code when it is not; the log's last error says why.</summary>
    public const int Failed = 1;

    /// <summary>Setting with the longest wait for the server; default <see cref="DefaultPatience"/>.</summary>
    public const string PatienceKey = "Schema:Patience";

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(0.5);

    /// <summary>Returns the exit code.</summary>
    public async Task<int> RunAsync(ISchemaCommand command, CancellationToken cancellationToken)
    {
        var connectionString = configuration.GetConnectionString(TimeSeriesRegistration.DefaultConnectionName);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            LogNoConnectionString(TimeSeriesRegistration.DefaultConnectionName);
            return Failed;
        }
        var patience = configuration.GetValue(PatienceKey, DefaultPatience);
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await command.ExecuteAsync(connectionString, cancellationToken);
                return Done;
            }
            catch (NpgsqlException exception) when (exception.IsTransient && time.GetElapsedTime(start) < patience)
            {
                var reason = ReasonOf(exception);
                LogWaiting(reason);
            }
            catch (Exception exception) when (exception is NpgsqlException or StorageException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                var reason = ReasonOf(exception);
                LogFailed(reason);
                return Failed;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                LogStopped();
                return Failed;
            }
            if (!await PauseAsync(cancellationToken))
                return Failed;
        }
    }

    private async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(RetryInterval, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            LogStopped();
            return false;
        }
    }

    private static string ReasonOf(Exception exception) =>
        exception is NpgsqlException and not PostgresException && exception.InnerException is { } inner
            ? $"{exception.Message} ({inner.Message})"
            : exception.Message;
}
