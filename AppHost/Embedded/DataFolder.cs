using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Faultline.AppHost.Embedded;

/// <summary>The one folder that everything which outlives a run is kept in: database, spool, secrets, logs.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Notice">What to tell the user about the choice, or null.</param>
internal sealed record DataFolder(string Path, string? Notice)
{
    private const UnixFileMode PassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Enterable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | PassThrough;

    /// <summary>Log files of the children.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>What the running AppHost says about itself: apphost.pid, resources.json.</summary>
    public string Run => System.IO.Path.Combine(Path, "run");

    /// <summary>
    /// The one that was asked for, else .data beside Aspire.sln, else the user's folder for application data.
    /// As root, a folder that the database's user could not reach is replaced by one under /var/lib/faultline; one that is only closed itself is opened
    /// for passing through when it is taken.
    /// </summary>
    public static DataFolder Choose(string? wanted, string appHostDirectory)
    {
        var root = System.IO.Path.GetDirectoryName(appHostDirectory)!;
        var path = System.IO.Path.GetFullPath(
            wanted ?? (File.Exists(System.IO.Path.Combine(root, "Aspire.sln"))
                ? System.IO.Path.Combine(root, ".data")
                : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "faultline")));
        if (!Posix.IsRoot || UnprivilegedUser.FirstBarrier(path) is not { } barrier) return new(path, null);
        if (barrier == path) return new(path, $"Other users may now pass through {path}, not list it: PostgreSQL does not run as root.");

        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
        var instead = System.IO.Path.Combine("/var/lib/faultline", mark);
        return new(instead, $"Data in {instead} instead of {path}: PostgreSQL does not run as root, and other users cannot enter {barrier}.");
    }

    /// <summary>Makes the folder and takes it for this process; dispose to give it back. The system gives it back when the process dies.</summary>
    /// <exception cref="DistributedApplicationException">Another AppHost has it.</exception>
    public IDisposable Lock()
    {
        CreateEnterable(Path);
        if (Posix.IsRoot && !OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | PassThrough);
        Directory.CreateDirectory(Logs);
        Directory.CreateDirectory(Run);
        var pidFile = System.IO.Path.Combine(Run, "apphost.pid");
        try
        {
            var stream = new FileStream(System.IO.Path.Combine(Run, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return stream;
        }
        catch (IOException)
        {
            var pid = File.Exists(pidFile) ? File.ReadAllText(pidFile).Trim() : "unknown";
            throw new DistributedApplicationException(
                $"the data folder {Path} is in use by another AppHost (process {pid}). Stop it, or choose another folder with --data DIR.");
        }
    }

    /// <summary>Makes a folder that every user may pass through but only the owner may list, whatever the umask is.</summary>
    public static void CreateEnterable(string path)
    {
        if (Directory.Exists(path)) return;
        if (System.IO.Path.GetDirectoryName(path) is { } parent) CreateEnterable(parent);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Enterable);
    }
}
