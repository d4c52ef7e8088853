namespace Faultline.AppHost.Embedded;

/// <summary>A PostgreSQL server found on this machine.</summary>
/// <param name="Bin">Folder of initdb and postgres.</param>
/// <param name="Major">15 for 15.8.</param>
/// <param name="HasTimescale">Whether its extension folder has timescaledb.</param>
internal sealed record PostgresInstallation(string Bin, int Major, bool HasTimescale)
{
    /// <summary>Full path of a program of <paramref name="bin"/> on this platform.</summary>
    public static string Executable(string bin, string program) => Path.Combine(bin, OperatingSystem.IsWindows() ? program + ".exe" : program);

    public override string ToString() => $"PostgreSQL {Major}{(HasTimescale ? " with TimescaleDB" : "")} in {Bin}";
}
