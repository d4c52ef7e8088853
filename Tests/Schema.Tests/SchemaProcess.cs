using System.Diagnostics;

namespace Faultline.Schema.Tests;

/// <summary>Runs the program as others start it.</summary>
internal static class SchemaProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end; returns its exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string connectionString, string[]? arguments = null, Action<string>? onLine = null, string patience = "00:01:00",
        IReadOnlyDictionary<string, string>? settings = null)
    {
        // Its own output folder, not the copy beside the tests, which lacks what only the tests' framework brings.
        var folder = AppContext.BaseDirectory.Replace(Path.Combine("Tests", "Schema.Tests"), Path.Combine("Services", "Schema"), StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "Faultline.Schema.dll"), .. arguments ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__faultline"] = connectionString;
        start.Environment["Schema__Patience"] = patience;
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        using var process = new Process { StartInfo = start };
        List<string> lines = [];
        void Note(string? line)
        {
            if (line is null)
                return;
            lock (lines)
                lines.Add(line);
            onLine?.Invoke(line);
        }
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        lock (lines)
            return (process.ExitCode, string.Join('\n', lines));
    }
}
