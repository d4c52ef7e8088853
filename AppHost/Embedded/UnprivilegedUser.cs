using System.Globalization;

namespace Faultline.AppHost.Embedded;

/// <summary>The user that PostgreSQL, which refuses to run as root, runs as when AppHost is root.</summary>
/// <param name="Name">Account name.</param>
/// <param name="UserId">Its number.</param>
/// <param name="GroupId">Number of its main group.</param>
internal sealed record UnprivilegedUser(string Name, int UserId, int GroupId)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>Null where AppHost is not root and needs no other user.</summary>
    /// <exception cref="DistributedApplicationException">AppHost is root and the system has neither account.</exception>
    public static UnprivilegedUser? ForThisProcess() => Posix.IsRoot ? Find(File.ReadAllLines("/etc/passwd")) : null;

    /// <summary>Finds the preferred account in the lines of passwd(5).</summary>
    public static UnprivilegedUser Find(IEnumerable<string> passwd)
    {
        var accounts = passwd.Select(line => line.Split(':')).Where(fields => fields.Length >= 4).ToList();
        foreach (var name in Preferred)
            if (accounts.Find(fields => fields[0] == name) is { } found)
                return new(name, int.Parse(found[2], CultureInfo.InvariantCulture), int.Parse(found[3], CultureInfo.InvariantCulture));
        throw new DistributedApplicationException(
            $"PostgreSQL refuses to run as root, and there is no user {string.Join(" or ", Preferred)} to run it as. Start AppHost as an ordinary user.");
    }

    /// <summary>The first folder on the way to <paramref name="path"/> that other users cannot enter, or null.</summary>
    public static string? FirstBarrier(string path)
    {
        if (OperatingSystem.IsWindows()) return null;
        var folder = Path.GetFullPath(path);
        string? barrier = null;
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (Directory.Exists(at) && !File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute)) barrier = at;
        return barrier;
    }
}
