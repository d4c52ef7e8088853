namespace Faultline.Schema;

/// <summary>What the program can do with a database. May be run again after a transient error.</summary>
internal interface ISchemaCommand
{
    Task ExecuteAsync(string connectionString, CancellationToken cancellationToken);
}
