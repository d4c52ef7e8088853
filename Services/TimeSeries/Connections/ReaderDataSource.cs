using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The pool of connections in the role <see cref="StorageRole.Reader"/>: what answers charts and exports cannot write.</summary>
public sealed class ReaderDataSource(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>The pool.</summary>
    public NpgsqlDataSource Source { get; } = source;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
