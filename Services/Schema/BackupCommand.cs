using Faultline.TimeSeries;

namespace Faultline.Schema;

/// <summary><c>backup --out FILE</c>: writes all tables into a file.</summary>
internal sealed class BackupCommand(DatabaseBackup backup, string file) : ISchemaCommand
{
    public Task ExecuteAsync(string connectionString, CancellationToken cancellationToken) => backup.WriteAsync(connectionString, file, cancellationToken);
}
