using Faultline.TimeSeries;

namespace Faultline.Tests.Databases;

/// <summary>Where a PostgreSQL server's programs are: initdb and postgres.</summary>
/// <param name="Folder">Their folder.</param>
/// <param name="HasTimescale">Whether it can load TimescaleDB.</param>
public sealed record PostgresBinaries(string Folder, bool HasTimescale)
{
    /// <summary>Environment variable that names a folder to take before all others for plain PostgreSQL.</summary>
    public const string FolderVariable = "FAULTLINE_TEST_POSTGRES_BIN";

    /// <summary>Whether a standby can be made: embedded builds have the server's programs only.</summary>
    public bool HasBaseBackup => File.Exists(Path.Combine(Folder, "pg_basebackup"));

    /// <summary>
    /// Environment variable that names a folder with a PostgreSQL that loads TimescaleDB under the Timescale licence (initdb, postgres). No package has it, so
    /// the tests of that depth are skipped without it, also where CI=true.
    /// </summary>
    public const string CommunityVariable = "FAULTLINE_TEST_TIMESCALE_BIN";

    /// <summary>The programs for a depth, or null and why there are none.</summary>
    public static (PostgresBinaries? Binaries, string Reason) Find(StorageDepth depth) => depth switch
    {
        StorageDepth.PlainPostgres => FindPlain() is { } folder
            ? (new PostgresBinaries(folder, HasTimescale: false), "")
            : (null, $"No PostgreSQL server: not in {FolderVariable}, /usr/lib/postgresql/*/bin or PATH (Tests/TimeSeries.Tests/setup.sh installs one)."),
        StorageDepth.TimescaleApache => File.Exists(Path.Combine(Timescale, "postgres"))
            ? (new PostgresBinaries(Timescale, HasTimescale: true), "")
            : (null, "No .peers/timescaledb (Tests/TimeSeries.Tests/setup.sh makes it)."),
        _ => Environment.GetEnvironmentVariable(CommunityVariable) is { } folder && File.Exists(Path.Combine(folder, "postgres"))
            ? (new PostgresBinaries(folder, HasTimescale: true), "")
            : (null, $"TimescaleDB under the Timescale licence is in no package that the tests can install; {CommunityVariable} names none."),
    };

    private static string Timescale => Path.Combine(RepositoryRoot(), ".peers", "timescaledb", "bin");

    private static string? FindPlain()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        return new[] { named }.OfType<string>().Concat(installed).Concat(path)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
    }
}
