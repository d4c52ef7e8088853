using System.Runtime.CompilerServices;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Commands with positional parameters. Null parameters go out untyped: cast them in the text where nothing else tells their type.</summary>
internal static class Sql
{
    public static NpgsqlCommand Command(NpgsqlConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(text, connection);
        Add(command.Parameters, values);
        return command;
    }

    public static NpgsqlCommand Command(NpgsqlDataSource dataSource, string text, params ReadOnlySpan<object?> values)
    {
        var command = dataSource.CreateCommand(text);
        Add(command.Parameters, values);
        return command;
    }

    public static void Append(this NpgsqlBatch batch, string text, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(text);
        Add(command.Parameters, values);
        batch.BatchCommands.Add(command);
    }

    public static async Task ExecuteAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command) await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<T>> ListAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        await foreach (var row in StreamAsync(command, map, cancellationToken))
            rows.Add(row);
        return rows;
    }

    /// <summary>Rows as they arrive; the connection is busy until the last was taken.</summary>
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> map, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                yield return map(reader);
        }
    }

    public static async Task<T?> FirstAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken)
        where T : class
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? map(reader) : null;
        }
    }

    public static DateTimeOffset Time(this NpgsqlDataReader reader, int ordinal) => reader.GetFieldValue<DateTimeOffset>(ordinal);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateTimeOffset>(ordinal);

    public static double? DoubleOrNull(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal);

    public static string? TextOrNull(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    /// <summary>Sixteen bits that are null where they are all zero.</summary>
    public static ushort InfoOrNone(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? (ushort)0 : unchecked((ushort)reader.GetInt16(ordinal));

    private static void Add(NpgsqlParameterCollection parameters, ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter
            {
                Value = value switch
                {
                    null => DBNull.Value,
                    DateTimeOffset time => time.ToUniversalTime(),
                    _ => value,
                },
            });
        }
    }
}
