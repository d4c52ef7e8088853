using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Faultline.Tests.Databases;

/// <summary>
/// A private PostgreSQL server on a free loopback port, with its data in a temporary folder that goes with it. Anyone on this machine may connect
/// while it runs. As root it runs as the user postgres, since PostgreSQL refuses to run as root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgresBinaries binaries;
    private readonly string folder;
    private readonly ServerTls? tls;
    private readonly IReadOnlyList<string> settings;
    private ServerProcess? process;

    private PostgresServer(PostgresBinaries binaries, string folder, int port, ServerTls? tls, IReadOnlyList<string> settings)
    {
        this.binaries = binaries;
        this.folder = folder;
        this.tls = tls;
        this.settings = settings;
        Port = port;
    }

    /// <summary>Port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; }

    /// <summary>Process id of the server itself, the parent of its other processes.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="binaries">The server's programs.</param>
    /// <param name="tls">What it shows of itself when it takes encrypted connections only.</param>
    /// <param name="settings">Server settings (name=value) that take the place of the tests' own, which trade safety for speed.</param>
    /// <exception cref="InvalidOperationException">A program failed; the message has its last output.</exception>
    public static Task<PostgresServer> StartAsync(PostgresBinaries binaries, ServerTls? tls = null, params IReadOnlyList<string> settings) => StartAsync(
        binaries, tls, settings, server => ServerProcess.RunAsync(
            Path.Combine(binaries.Folder, "initdb"), ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]));

    /// <summary>Makes a standby that follows <paramref name="primary"/>, and starts it.</summary>
    public static Task<PostgresServer> StartStandbyAsync(PostgresBinaries binaries, PostgresServer primary)
    {
        ArgumentNullException.ThrowIfNull(primary);
        return StartAsync(binaries, tls: null, settings: [], server => ServerProcess.RunAsync(
            Path.Combine(binaries.Folder, "pg_basebackup"),
            ["-D", server.Data, "-h", "127.0.0.1", "-p", primary.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-R", "-X", "stream", "-c", "fast", "--no-sync"]));
    }

    private static async Task<PostgresServer> StartAsync(PostgresBinaries binaries, ServerTls? tls, IReadOnlyList<string> settings, Func<PostgresServer, Task> makeData)
    {
        var folder = Path.Combine(Path.GetTempPath(), "faultline-pg-" + Guid.NewGuid().ToString("N")[..12]);
        await ServerProcess.RunAsync("mkdir", ["-m", "700", folder]);
        var server = new PostgresServer(binaries, folder, FreePort(), tls, settings);
        try
        {
            await makeData(server);
            await server.WriteTlsAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connection string of a database of this server.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
        // The protocol's encryption negotiation costs a round trip and finds nothing here.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Starts it again after <see cref="StopAsync"/> or <see cref="KillAsync"/>.</summary>
    public async Task StartAsync()
    {
        string[] common =
        [
            "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "jit=off", "-c", "max_wal_size=4GB", "-c", "log_min_messages=log",
        ];
        string[] timescale = binaries.HasTimescale ? ["-c", "shared_preload_libraries=timescaledb", "-c", "timescaledb.telemetry_level=off"] : [];
        string[] encryption = tls is null ? [] : ["-c", "ssl=on", "-c", "ssl_cert_file=server.crt", "-c", "ssl_key_file=server.key"];
        process = ServerProcess.Start(Path.Combine(binaries.Folder, "postgres"), [.. common, .. timescale, .. encryption, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        // "... ready to accept read-only connections" of a standby, too.
        await process.WaitForLineAsync("database system is ready to accept", Patience);
    }

    /// <summary>Makes a standby the primary; returns when it takes writes.</summary>
    public async Task PromoteAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var promote = new NpgsqlCommand("SELECT pg_promote(wait => true)", connection);
        await promote.ExecuteScalarAsync();
    }

    /// <summary>Ends it as an administrator would (fast shutdown, SIGINT): connections are closed.</summary>
    public Task StopAsync() => EndAsync("-INT");

    /// <summary>Ends it as a power cut would (immediate shutdown, SIGQUIT); the log is replayed at the next start.</summary>
    public Task KillAsync() => EndAsync("-QUIT");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await StopAsync();
        await ServerProcess.RunAsync("rm", ["-rf", folder]);
    }

    private string Data => Path.Combine(folder, "data");

    /// <summary>Its files belong to the user that the server runs as, and the server takes no key that others may read.</summary>
    private async Task WriteTlsAsync()
    {
        if (tls is null)
            return;
        (string Name, string Text)[] files = [("server.crt", tls.Certificate), ("server.key", tls.Key), ("pg_hba.conf", "hostssl all all 127.0.0.1/32 trust\n")];
        foreach (var (name, text) in files)
            await ServerProcess.RunAsync("sh", ["-c", "umask 077; printf '%s\n' \"$1\" > \"$2\"", "sh", text, Path.Combine(Data, name)]);
    }

    private async Task EndAsync(string signal)
    {
        if (process is not { } running)
            return;
        process = null;
        await running.EndAsync(signal, Patience);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
