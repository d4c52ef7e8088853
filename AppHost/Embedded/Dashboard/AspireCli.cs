namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>Finds the program `aspire`, which brings the dashboard.</summary>
/// <param name="chosen">Setting Aspire:Cli or FAULTLINE_ASPIRE_CLI: the program's path, used alone; "off" for no dashboard.</param>
/// <param name="path">Value of PATH.</param>
/// <param name="home">The user's home folder.</param>
internal sealed class AspireCli(string? chosen, string? path, string home)
{
    private const string Off = "off";

    private static readonly string Program = OperatingSystem.IsWindows() ? "aspire.exe" : "aspire";

    /// <summary>Whether the user wants no dashboard.</summary>
    public bool IsOff => string.Equals(chosen, Off, StringComparison.OrdinalIgnoreCase);

    /// <summary>What to tell a user who has none.</summary>
    public static string Advice =>
        "No Aspire dashboard (traces, metrics, logs, resources): `npm install --global @microsoft/aspire-cli` brings it, or FAULTLINE_ASPIRE_CLI names the program aspire.";

    /// <summary>Full path, or null.</summary>
    /// <exception cref="DistributedApplicationException">The setting names no file.</exception>
    public string? Find()
    {
        if (IsOff) return null;
        if (!string.IsNullOrEmpty(chosen))
            return File.Exists(chosen) ? Path.GetFullPath(chosen) : throw new DistributedApplicationException($"FAULTLINE_ASPIRE_CLI names {chosen}, which is no file.");
        return Candidates().FirstOrDefault(File.Exists);
    }

    private IEnumerable<string> Candidates()
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted).ToList();
        foreach (var folder in folders) yield return Path.Combine(folder, Program);
        yield return Path.Combine(home, ".aspire", "bin", Program);
        yield return Path.Combine(home, ".dotnet", "tools", Program);
        foreach (var modules in NpmFolders(folders))
            foreach (var package in Packages(modules)) yield return Path.Combine(package, "bin", Program);
    }

    /// <summary>npm's global folder is lib/node_modules beside the bin folder that holds node; on Windows node_modules beside its own scripts.</summary>
    private IEnumerable<string> NpmFolders(List<string> folders) =>
    [
        .. folders.Where(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")))
            .Select(folder => Path.Combine(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? folder, "lib", "node_modules")),
        "/usr/local/lib/node_modules",
        Path.Combine(home, ".npm-global", "lib", "node_modules"),
        Path.Combine(home, "AppData", "Roaming", "npm", "node_modules"),
    ];

    /// <summary>The package for this platform is a dependency of the one that is installed by name: beside it or below it.</summary>
    private static IEnumerable<string> Packages(string modules) =>
        from folder in (string[])[modules, Path.Combine(modules, "@microsoft", "aspire-cli", "node_modules")]
        let scope = Path.Combine(folder, "@microsoft")
        where Directory.Exists(scope)
        from package in Directory.EnumerateDirectories(scope, "aspire-cli-*")
        select package;
}
