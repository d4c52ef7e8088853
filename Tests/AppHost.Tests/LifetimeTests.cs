using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Faultline.EndToEnd;
using Npgsql;
using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>Starting, dying and stopping, with real processes.</summary>
public sealed class LifetimeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    // Three times what the product allows itself: a busy machine is not a hanging child.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"faultline-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Graph_FirstStart_IsReadyAndShowsAGeneratedPasswordOnce()
    {
        string shown;
        await using (var first = Start())
        {
            await first.WaitReadyAsync(Patience);
            shown = await first.WaitLineAsync(line => line.Contains("password", StringComparison.Ordinal), Patience);
            await ExecuteAsync("CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
            await first.SignalAsync("TERM");
            Assert.Equal(0, await first.WaitExitAsync(StopLimit));
        }

        await using var second = Start();
        await second.WaitReadyAsync(Patience);
        Assert.Equal(42, await ExecuteAsync("SELECT id FROM kept"));
        await second.SignalAsync("INT");
        Assert.Equal(0, await second.WaitExitAsync(StopLimit));
        Assert.DoesNotContain("password", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Split(' ')[7], second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_SetByTheUser_IsNeverShown()
    {
        await using (var graph = Start(environment: new() { ["FAULTLINE_ADMIN_PASSWORD"] = "chosen-by-me-1" }))
        {
            var gateway = await graph.WaitReadyAsync(Patience);
            Assert.Equal("localhost", gateway.Host);
            Assert.Equal("chosen-by-me-1", (await EnvironmentAsync("api")).GetProperty("PASSWORD").GetString());
            await graph.SignalAsync("TERM");
            await graph.WaitExitAsync(StopLimit);
            Assert.DoesNotContain("chosen-by-me-1", graph.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("chosen-by-me-1", await File.ReadAllTextAsync(Path.Combine(_data, "secrets.json")), StringComparison.Ordinal);
        // The account exists already: a password generated now would open nothing.
        await using var later = Start();
        await later.WaitReadyAsync(Patience);
        await later.SignalAsync("TERM");
        await later.WaitExitAsync(StopLimit);
        Assert.DoesNotContain("password", later.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondAppHost_OnTheSameData_NamesTheFolder()
    {
        await using var first = Start();
        await first.WaitReadyAsync(Patience);
        await using var second = Start();
        Assert.Equal(1, await second.WaitExitAsync(Patience));
        Assert.Contains(_data, second.Output, StringComparison.Ordinal);
        Assert.Contains(first.Id.ToString(CultureInfo.InvariantCulture), second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        Assert.Equal("healthy", first.Find("timescaledb")?.State);
    }

    [Fact]
    public async Task TakenPort_IsAnErrorThatNamesPortAndOption()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var graph = AppHostProcess.Start(typeof(SmallGraph).Assembly.Location, ["graph", "--data", _data, "--port", port]);
        Assert.Equal(1, await graph.WaitExitAsync(Patience));
        Assert.Contains($"port {port}", graph.Output, StringComparison.Ordinal);
        Assert.Contains("--port", graph.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", graph.Output, StringComparison.Ordinal);
        Assert.Empty(ProcessesOf.Find(graph.Id));
    }

    [SkippableTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task Signal_ToAppHost_LeavesNoProcess(string signal)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the processes of an AppHost are found through /proc");
        await using var graph = Start();
        await graph.WaitReadyAsync(Patience);
        Assert.True(ProcessesOf.Find(graph.Id).Count >= 5);
        await graph.SignalAsync(signal);
        await ProcessesOf.WaitGoneAsync(graph.Id, StopLimit);
        await graph.WaitExitAsync(StopLimit);
    }

    [Fact]
    public async Task Restart_RightAfterKill_WaitsForTheOldChildren()
    {
        await using (var first = Start())
        {
            await first.WaitReadyAsync(Patience);
            await ExecuteAsync("CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
            await first.SignalAsync("KILL");
            await first.WaitExitAsync(StopLimit);
        }

        await using var second = Start();
        await second.WaitReadyAsync(Patience);
        Assert.Equal(7, await ExecuteAsync("SELECT id FROM kept"));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("redis")]
    [InlineData("timescaledb")]
    public async Task Child_Killed_IsStartedAgainAndSaysSo(string resource)
    {
        await using var graph = Start();
        await graph.WaitReadyAsync(Patience);
        var old = graph.Kill(resource);
        await graph.WaitLineAsync(line => line.Contains(resource, StringComparison.Ordinal) && line.Contains("starting again in 0.5 s", StringComparison.Ordinal), Patience);
        await graph.WaitRestartedAsync(resource, old, Patience);
        if (resource == "timescaledb") Assert.Equal(1, await ExecuteAsync("SELECT 1"));
    }

    private AppHostProcess Start(Dictionary<string, string>? environment = null) =>
        AppHostProcess.Start(typeof(SmallGraph).Assembly.Location, ["graph", "--data", _data, "--port", FreePort()], environment);

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private JsonElement Resource(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "run", "resources.json")));
        return document.RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name).Clone();
    }

    private async Task<JsonElement> EnvironmentAsync(string resource)
    {
        using var client = new HttpClient { Timeout = Patience };
        var text = await client.GetStringAsync(new Uri(Resource(resource).GetProperty("urls").GetProperty("http").GetString() + "/environment"));
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Resource("faultline").GetProperty("connection_string").GetString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
