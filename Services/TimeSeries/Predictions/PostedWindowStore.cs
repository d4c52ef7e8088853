using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Windows that were posted to be scored. Each is added with its prediction (<see cref="PredictionStore.AddPostedAsync"/>) and goes with it.</summary>
public sealed class PostedWindowStore(NpgsqlDataSource dataSource)
{
    private const string Insert = "INSERT INTO posted_window (prediction_id, samples) VALUES ($1, $2) ON CONFLICT (prediction_id) DO NOTHING";

    /// <summary>The window that a prediction was made of; null when it is not kept (any more).</summary>
    /// <exception cref="StorageException">What is stored is damaged, or of a newer version.</exception>
    public async Task<WindowSamples?> FindAsync(Guid prediction, CancellationToken cancellationToken = default)
    {
        var frame = await Sql.Command(dataSource, "SELECT samples FROM posted_window WHERE prediction_id = $1", prediction)
            .FirstAsync(row => row.GetFieldValue<byte[]>(0), cancellationToken);
        try
        {
            return frame is null ? null : WindowFrame.Decode(frame);
        }
        catch (FrameException exception)
        {
            throw new StorageException($"The posted window of prediction {prediction} cannot be read: {exception.Message}", exception);
        }
    }

    internal static void AppendTo(NpgsqlBatch statements, Guid prediction, WindowSamples window) =>
        statements.Append(Insert, prediction, WindowFrame.Encode(window));
}
