using Parquet;
using Parquet.Schema;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>
/// Writes rows as an Apache Parquet file, a row group at a time: columns are gathered for one group, sent, and reused, so that memory is that of a group.
/// </summary>
/// <param name="columns">Fields of the columns, in order.</param>
internal sealed class ParquetFile(params DataField[] columns)
{
    /// <summary>Rows of a group: 64 Ki, some 2 MB of a reading's columns.</summary>
    public const int GroupRows = 64 * 1024;

    /// <summary>Writes all <paramref name="rows"/>.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="gather">Puts a row into the group's columns at an index.</param>
    /// <param name="write">Writes the first so many rows of the columns.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public async Task WriteAsync<T>(
        Stream body, IAsyncEnumerable<T> rows, Action<int, T> gather, Func<ParquetRowGroupWriter, int, Task> write, CancellationToken cancellationToken)
    {
        await using var target = new ForwardStream(body);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns), target, options, cancellationToken: cancellationToken))
        {
            var count = 0;
            await foreach (var row in rows)
            {
                gather(count++, row);
                if (count < GroupRows)
                    continue;
                await WriteGroupAsync(writer, write, count);
                await target.PassOnAsync(cancellationToken);
                count = 0;
            }
            if (count > 0)
                await WriteGroupAsync(writer, write, count);
        }
        await target.PassOnAsync(cancellationToken);
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, Func<ParquetRowGroupWriter, int, Task> write, int count)
    {
        using var group = writer.CreateRowGroup();
        await write(group, count);
    }
}
