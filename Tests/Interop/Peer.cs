namespace Faultline.Interop;

/// <summary>Whether a peer is there: without it a test is skipped, and fails where CI=true, so that no build is green for lack of peers.</summary>
internal static class Peer
{
    /// <summary>Root of the repository: the folder with Aspire.sln.</summary>
    internal static string RepositoryRoot { get; } = FindRoot();

    private static readonly string[] NodeFolders = ["modbus", "opcua"];

    /// <summary>Where node looks for packages: one folder a protocol.</summary>
    internal static string NodePath { get; } = string.Join(Path.PathSeparator, NodeFolders.Select(NodeModules));

    /// <summary>Folder with pymodbus, for PYTHONPATH.</summary>
    internal static string PythonPackages { get; } = Path.Combine(RepositoryRoot, ".peers", "pymodbus");

    /// <summary>Full path of a program on PATH.</summary>
    internal static string RequireProgram(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Require(found is not null, $"{name} is not on PATH; Tests/Interop/setup.sh installs it");
        return found!;
    }

    internal static void RequireNodePackage(string folder, string name) => Require(
        Directory.Exists(Path.Combine(NodeModules(folder), name)), $"npm {name} is not in .peers/{folder}; Tests/Interop/setup.sh installs it");

    /// <summary>Whether a program that setup.sh compiles is there.</summary>
    internal static bool HasBuilt(string folder, string name) => File.Exists(Built(folder, name));

    /// <summary>Full path of a program that setup.sh compiles.</summary>
    internal static string RequireBuilt(string folder, string name)
    {
        Require(HasBuilt(folder, name), $"{name} is not in .peers/{folder}/bin; Tests/Interop/setup.sh builds it");
        return Built(folder, name);
    }

    private static string Built(string folder, string name) => Path.Combine(RepositoryRoot, ".peers", folder, "bin", name);

    private static string NodeModules(string folder) => Path.Combine(RepositoryRoot, ".peers", folder, "node_modules");

    internal static void RequirePythonPackage(string name) => Require(
        Directory.Exists(Path.Combine(PythonPackages, name)), $"{name} is not in .peers; Tests/Interop/setup.sh unpacks it");

    private static void Require(bool present, string reason)
    {
        if (present)
            return;
        Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), $"CI: {reason}");
        Skip.If(true, reason);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
    }
}
