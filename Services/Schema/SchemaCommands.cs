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
        var migrator = services.GetRequiredService<SchemaMigrator>();
        var retention = services.GetRequiredService<IOptions<RetentionOptions>>();
        // Settings may stand alone (--Schema:Patience 1); a command comes before them.
        return arguments.FirstOrDefault() switch
        {
            null or ['-', ..] => new MigrateCommand(migrator, retention),
            "backup" => new BackupCommand(services.GetRequiredService<DatabaseBackup>(), File(arguments, "out")),
            "restore" => new RestoreCommand(migrator, services.GetRequiredService<DatabaseRestore>(), retention, File(arguments, "from")),
            var unknown => throw new ArgumentException($"There is no command '{unknown}'. {Usage}"),
        };
    }

    // From the arguments alone: a variable named OUT or FROM is another program's.
    private static string File(string[] arguments, string key) =>
        new ConfigurationBuilder().AddCommandLine(arguments[1..]).Build()[key] is { Length: > 0 } file ? file : throw new ArgumentException($"--{key} FILE is missing. {Usage}");
}
