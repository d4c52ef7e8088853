using System.Reflection;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Runs Privileges.sql: the rights of writer and reader on the tables as they now are.</summary>
internal static class Privileges
{
    public static async Task GrantAsync(string migratorConnectionString, CancellationToken cancellationToken)
    {
        await using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Privileges.sql")
            ?? throw new StorageException("This build lacks Privileges.sql.");
        using var reader = new StreamReader(resource);
        var text = await reader.ReadToEndAsync(cancellationToken);
        await using var connection = new NpgsqlConnection(migratorConnectionString);
        await connection.OpenAsync(cancellationToken);
        await Sql.Command(connection, text).ExecuteAsync(cancellationToken);
    }
}
