using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Schema;

/// <summary>Brings the schema up to date and writes how long what is kept: what the program does when asked for nothing else.</summary>
internal sealed class MigrateCommand(SchemaMigrator migrator, IOptions<RetentionOptions> retention) : ISchemaCommand
{
    public async Task ExecuteAsync(string connectionString, CancellationToken cancellationToken)
    {
        var result = await migrator.MigrateAsync(connectionString, cancellationToken);
        await RetentionSetup.ApplyAsync(connectionString, retention.Value, result.Depth, cancellationToken);
    }
}
