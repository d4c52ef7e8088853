using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>The commands that docs/api.md and README.md show for a running line, as a shell runs them.</summary>
[Collection(LineCollection.Name)]
public sealed class ExampleTests(RunningLine line)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static string Root => Path.GetDirectoryName(Assembly.Load("Faultline.AppHost").GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "apphostprojectpath").Value!)!;

    [SkippableFact]
    public async Task Examples_AgainstARunningLine_AllSucceed()
    {
        Skip.If(OperatingSystem.IsWindows(), "the documents' commands are for a POSIX shell");
        var commands = Lines("docs/api.md", line => line.StartsWith("# line", StringComparison.Ordinal))
            .Concat(Lines("README.md", line => line.StartsWith("curl ", StringComparison.Ordinal))).ToList();
        Assert.True(commands.Count(command => command.Contains("curl ", StringComparison.Ordinal)) >= 15, string.Join('\n', commands));
        try
        {
            var (exitCode, output) = await RunAsync(string.Join('\n', commands).Replace("http://localhost:8080", line.Host.GatewayUri.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
            Assert.True(exitCode == 0, output);
        }
        finally
        {
            // What README.md wears out.
            await line.Plant.SetConditionAsync("2", "pump", 0);
        }
    }

    /// <summary>The lines of the indented blocks whose first line fits, without comments.</summary>
    private static IEnumerable<string> Lines(string document, Func<string, bool> begins)
    {
        var taken = false;
        var before = "";
        foreach (var text in File.ReadLines(Path.Combine(Root, document)))
        {
            var isCode = text.StartsWith("    ", StringComparison.Ordinal);
            if (isCode && before.Length == 0) taken = begins(text.Trim());
            if (isCode && taken && !text.TrimStart().StartsWith('#')) yield return text.Trim().Replace("curl -X", "curl -fsS -X", StringComparison.Ordinal);
            before = text.Trim();
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        var folder = Directory.CreateTempSubdirectory("faultline-examples-").FullName;
        try
        {
            var start = new ProcessStartInfo("sh", ["-eux", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
            start.Environment["PASSWORD"] = line.Host.AdminPassword;
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
