using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>What someone meets who starts the line for the first time, with no setting but where the data go.</summary>
[Collection(LineCollection.Name)]
public sealed class NewcomerTests : IDisposable
{
    private const string PasswordLine = "Sign in as admin with the password ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    // Three times what the product allows itself: a busy machine is not a hanging child.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    // What other programs use on a newcomer's machine; none of it is Faultline's.
    private static readonly Dictionary<string, string> Strange = new() { ["PORT"] = "1", ["DATA"] = "/nowhere/at/all", ["SPEED"] = "fast", ["REPLAY"] = "/nowhere", ["VERBOSE"] = "true" };

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"faultline-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task FirstRun_ShowsAPasswordOnceThatOpensTheDashboard_SecondKeepsTheData()
    {
        string password;
        await using (var first = Start())
        {
            var gateway = await first.WaitReadyAsync(Patience);
            var shown = await first.WaitLineAsync(line => line.StartsWith(PasswordLine, StringComparison.Ordinal), Patience);
            password = shown[PasswordLine.Length..].Split(' ')[0];
            using var admin = await SignInAsync(gateway, "admin", password);
            Assert.Equal(["hydraulic-1", "hydraulic-2", "hydraulic-3"], await SystemsAsync(admin, 3));
            using var page = await admin.GetAsync(new Uri("/", UriKind.Relative));
            Assert.Contains("Faultline", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var added = await admin.PostAsJsonAsync("/api/users", new { user_name = "vera", password = "kept for the second run", role = "viewer" });
            Assert.Equal(HttpStatusCode.Created, added.StatusCode);
            await StopAsync(first, "INT");
        }

        await using var second = Start();
        var again = await second.WaitReadyAsync(Patience);
        using var viewer = await SignInAsync(again, "vera", "kept for the second run");
        using var administrator = await SignInAsync(again, "admin", password);
        await StopAsync(second, "TERM");
        Assert.DoesNotContain(PasswordLine, second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(password, second.Output, StringComparison.Ordinal);
    }

    /// <summary>Ids of the systems once there are so many: they are registered with their first readings.</summary>
    private static async Task<IEnumerable<string?>> SystemsAsync(HttpClient client, int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var systems = await client.GetFromJsonAsync<JsonElement>("/api/systems", limit.Token);
            if (systems.GetArrayLength() >= count)
                return systems.EnumerateArray().Select(system => system.GetProperty("id").GetString()).Order();
        }
    }

    private static async Task StopAsync(AppHostProcess graph, string signal)
    {
        await graph.SignalAsync(signal);
        Assert.Equal(0, await graph.WaitExitAsync(StopLimit));
        await ProcessesOf.WaitGoneAsync(graph.Id, StopLimit);
    }

    private static async Task<HttpClient> SignInAsync(Uri gateway, string userName, string password)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = gateway, Timeout = Patience };
        using var answer = await client.PostAsJsonAsync(new Uri("/api/auth/sign-in", UriKind.Relative), new { user_name = userName, password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return client;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private AppHostProcess Start()
    {
        var assembly = Assembly.Load("Faultline.AppHost");
        var project = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "apphostprojectpath").Value!;
        var configuration = assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return AppHostProcess.Start(
            Path.Combine(project, "bin", configuration, "net10.0", "Faultline.AppHost.dll"),
            ["--data", _data, "--port", FreePort().ToString(CultureInfo.InvariantCulture)],
            Strange);
    }
}
