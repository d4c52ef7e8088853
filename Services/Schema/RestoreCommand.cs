using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Schema;

/// <summary><c>restore --from FILE</c>: makes the schema and fills it from a backup. Retention comes last, so that nothing expires on the way.</summary>
internal sealed class RestoreCommand(SchemaMigrator migrator, DatabaseRestore restore, IOptions<RetentionOptions> retention, string file) : ISchemaCommand
{
    public async Task ExecuteAsync(string connectionString, CancellationToken cancellationToken)
    {
        var result = await migrator.MigrateAsync(connectionString, cancellationToken);
        await restore.ReadAsync(connectionString, file, result.Depth, cancellationToken);
        await RetentionSetup.ApplyAsync(connectionString, retention.Value, result.Depth, cancellationToken);
    }
}
