using System.Diagnostics;
using System.Globalization;

namespace Faultline.AppHost.Embedded;

/// <summary>The private cluster in the data folder.</summary>
/// <param name="folder">Folder "postgres" of the data folder; holds the cluster, and beside it what AppHost must remember of it.</param>
internal sealed class PostgresCluster(string folder)
{
    private readonly string _timescaleMark = Path.Combine(folder, "made-with-timescaledb");
    private readonly string _portFile = Path.Combine(folder, "port");

    /// <summary>PGDATA.</summary>
    public string Data { get; } = Path.Combine(folder, "cluster");

    public int? Major => PostgresVersion.OfCluster(Data);

    public bool NeedsTimescale => File.Exists(_timescaleMark);

    /// <summary>The port of the last start, so that tools outside keep their address; null before the first.</summary>
    public int? LastPort => File.Exists(_portFile) && int.TryParse(File.ReadAllText(_portFile), out var port) ? port : null;

    public void RememberPort(int port) => File.WriteAllText(_portFile, port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs initdb unless there is a cluster. What a killed initdb left is thrown away.</summary>
    public async Task EnsureAsync(PostgresInstallation installation, UnprivilegedUser? user, string password, Action<string, bool> log)
    {
        if (Major is not null) return;
        DataFolder.CreateEnterable(folder);
        var fresh = Path.Combine(folder, "new");
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        Directory.CreateDirectory(fresh);
        var passwordFile = Path.Combine(folder, "initial-password");
        OwnerFile.Write(passwordFile, password);
        if (user is not null)
        {
            Posix.ChangeOwner(fresh, user.UserId, user.GroupId);
            Posix.ChangeOwner(passwordFile, user.UserId, user.GroupId);
        }

        try
        {
            await InitialiseAsync(installation, user, fresh, passwordFile, log);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        if (installation.HasTimescale) File.WriteAllText(_timescaleMark, "");
        Directory.Move(fresh, Data);
    }

    /// <summary>
    /// Settings of the server, given on its command line at each start. Loopback TCP only; memory for a small machine; durability as shipped
    /// (fsync and synchronous_commit on).
    /// </summary>
    public static IEnumerable<string> Settings(int port, bool timescale) =>
    [
        "listen_addresses=127.0.0.1", $"port={port}", "unix_socket_directories=", "max_connections=200", "shared_buffers=256MB",
        "max_wal_size=2GB", "wal_compression=on", "jit=off", "timezone=UTC", "log_timezone=UTC", "password_encryption=scram-sha-256",
        .. timescale ? ["shared_preload_libraries=timescaledb", "timescaledb.telemetry_level=off"] : Array.Empty<string>(),
    ];

    private static async Task InitialiseAsync(
        PostgresInstallation installation, UnprivilegedUser? user, string data, string passwordFile, Action<string, bool> log)
    {
        var start = new ProcessStartInfo(PostgresInstallation.Executable(installation.Bin, "initdb"))
        {
            WorkingDirectory = data,
            ArgumentList =
            {
                "-D", data, "-U", PostgresServerResource.UserName, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--no-locale",
            },
        };
        if (user is not null) start.UserName = user.Name;
        var last = "";
        using var initdb = ChildProcess.Start(start, (line, fromError) =>
        {
            if (fromError) last = line;
            log(line, false);
        });
        if (await initdb.ExitAsync() is not 0 and var code)
            throw new DistributedApplicationException($"initdb of {installation} failed with exit code {code} on {data}: {last}");
    }
}
