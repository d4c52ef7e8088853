using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace Faultline.EndToEnd;

/// <summary>
/// The whole graph of AppHost.cs as a real process, on free ports and a temporary data folder. Start it, use it, dispose it; disposing fails
/// when a process was left behind. FAULTLINE_KEEP_DATA=1 keeps the folder with its logs.
/// </summary>
public sealed class AppHostFixture : IAsyncDisposable
{
    /// <summary>Name of the first user.</summary>
    public const string AdminUser = "admin";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private AppHostFixture(AppHostProcess process, string dataFolder, string adminPassword, Uri gateway) =>
        (Process, DataFolder, AdminPassword, GatewayUri) = (process, dataFolder, adminPassword, gateway);

    /// <summary>The running AppHost: its console, kill, wait for lines.</summary>
    public AppHostProcess Process { get; }

    /// <summary>Everything this run keeps: logs/NAME.log, run/resources.json, spool.</summary>
    public string DataFolder { get; }

    /// <summary>Password of <see cref="AdminUser"/>, set by the fixture.</summary>
    public string AdminPassword { get; }

    /// <summary>Address of the gateway.</summary>
    public Uri GatewayUri { get; }

    /// <summary>Connection string of the database "faultline".</summary>
    public string ConnectionString => ReadConnectionString("faultline");

    /// <summary>Connection string of Garnet, in StackExchange.Redis' form.</summary>
    public string RedisConnectionString => ReadConnectionString("redis");

    /// <summary>Starts the graph and returns once AppHost says that all of it is healthy.</summary>
    /// <param name="arguments">Further arguments, such as --replay DIR --speed 10.</param>
    public static async Task<AppHostFixture> StartAsync(params string[] arguments)
    {
        var data = Path.Combine(Path.GetTempPath(), $"faultline-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var process = AppHostProcess.Start(
            AppHostAssembly(), ["--data", data, "--port", FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture), .. arguments],
            new Dictionary<string, string> { ["FAULTLINE_ADMIN_PASSWORD"] = password });
        try
        {
            return new AppHostFixture(process, data, password, await process.WaitReadyAsync(Patience));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Address of an endpoint of a resource, e.g. ("simulator", "modbus").</summary>
    public Uri Endpoint(string resource, string endpoint = "http") => new(Read(resource).GetProperty("urls").GetProperty(endpoint).GetString()!);

    /// <summary>Process id of a resource; for PostgreSQL the postmaster's.</summary>
    public int Pid(string resource) => Process.Find(resource)?.Pid ?? throw new InvalidOperationException($"{resource} has no process.");

    /// <summary>Kills a resource as kill -9 does. Returns the process id it had.</summary>
    public int Kill(string resource) => Process.Kill(resource);

    /// <summary>Waits until a resource is healthy in a new process; call with what <see cref="Kill"/> returned.</summary>
    public Task WaitRestartedAsync(string resource, int oldPid) => Process.WaitRestartedAsync(resource, oldPid, Patience);

    /// <summary>A client of the gateway that holds the session cookie of <see cref="AdminUser"/>. The caller disposes it.</summary>
    public async Task<HttpClient> SignInAsync()
    {
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        var client = new HttpClient(handler) { BaseAddress = GatewayUri };
        using var answer = await client.PostAsJsonAsync(new Uri("/api/auth/sign-in", UriKind.Relative), new { user_name = AdminUser, password = AdminPassword });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (Environment.GetEnvironmentVariable("FAULTLINE_KEEP_DATA") != "1") Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>The AppHost that was built with this program, in its own output folder.</summary>
    private static string AppHostAssembly()
    {
        var assembly = Assembly.Load("Faultline.AppHost");
        var project = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "apphostprojectpath").Value!;
        var configuration = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return Path.Combine(project, "bin", configuration, "net10.0", "Faultline.AppHost.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ReadConnectionString(string resource) => Read(resource).GetProperty("connection_string").GetString()!;

    private JsonElement Read(string resource)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(DataFolder, "run", "resources.json")));
        return document.RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == resource).Clone();
    }
}
