using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Schema;

/// <summary>The program's command line: nothing, <c>backup --out FILE</c> or <c>restore --from FILE</c>; settings as with every service.</summary>
internal static class SchemaCommands
{
    public const string Usage = "Usage: Schema | Schema backup --out FILE | Schema restore --from FILE";

    /// <summary>The command that was asked for.</summary>
    /// <exception cref="ArgumentException">It is unknown, or lacks its file; the message says what is expected.</exception>
    public static ISchemaCommand Create(string[] arguments, IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var migrator = services.GetRequiredService<SchemaMigrator>();
        var retention = services.GetRequiredService<IOptions<RetentionOptions>>();
        // Settings may stand alone (--Schema:Patience 1); a command comes before them.
        return arguments.FirstOrDefault() switch
        {
            null or ['-', ..] => new MigrateCommand(migrator, retention),
            "backup" => new BackupCommand(services.GetRequiredService<DatabaseBackup>(), File(configuration, "out")),
            "restore" => new RestoreCommand(migrator, services.GetRequiredService<DatabaseRestore>(), retention, File(configuration, "from")),
            var unknown => throw new ArgumentException($"There is no command '{unknown}'. {Usage}"),
        };
    }

    private static string File(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } file ? file : throw new ArgumentException($"--{key} FILE is missing. {Usage}");
}
