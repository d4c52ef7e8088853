using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Faultline.Schema.Tests;

/// <summary>A service as a process of its own, with a database that may lack its schema, and without Redis.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly HttpClient http;
    private readonly string folder;

    private ServiceProcess(Process process, Uri address, string folder) =>
        (this.process, http, this.folder) = (process, new HttpClient { BaseAddress = address, Timeout = Patience }, folder);

    public bool HasExited => process.HasExited;

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="project">Collector, Scorer or DiagnosticsApi.</param>
    /// <param name="connectionString">Of the database.</param>
    public static async Task<ServiceProcess> StartAsync(string project, string connectionString)
    {
        var folder = Directory.CreateTempSubdirectory("faultline-service-").FullName;
        var output = AppContext.BaseDirectory.Replace(Path.Combine("Tests", "Schema.Tests"), Path.Combine("Services", project), StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(output, $"Faultline.{project}.dll")]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("ConnectionStrings__faultline", connectionString), ("ConnectionStrings__redis", "127.0.0.1:1,abortConnect=false"),
            ("Faultline__TokenKey", new string('k', 64)), ("Faultline__AdminPassword", "a password of the tests"), ("Faultline__SpoolFolder", Path.Combine(folder, "spool")),
        ])
            start.Environment[name] = value;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf(Listening, StringComparison.Ordinal) is { } at and >= 0)
                listening.TrySetResult(new Uri(line.Data[(at + Listening.Length)..].Trim()));
        };
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"{project} ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        return new ServiceProcess(process, await listening.Task.WaitAsync(Patience), folder);
    }

    /// <summary>Status code of a path.</summary>
    public async Task<int> StatusAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)answer.StatusCode;
    }

    /// <summary>What readiness says of the database: its status and the reason.</summary>
    public async Task<(string Status, string Reason)> DatabaseAsync()
    {
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var check = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["checks"]!["database"]!;
        return (check["status"]!.GetValue<string>(), check["reason"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
