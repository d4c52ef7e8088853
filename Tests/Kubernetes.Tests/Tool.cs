using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Faultline.Kubernetes.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Exit code and all output, standard error last.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Checkout.Root };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Skips the test where the program cannot be started, or fails it where CI=true.</summary>
    public static async Task RequireAsync(string program, params string[] arguments)
    {
        string? reason = null;
        try
        {
            var (exitCode, _, error) = await RunAsync(program, arguments);
            if (exitCode != 0) reason = $"{program} does not run here: {error}";
        }
        catch (Win32Exception fault)
        {
            reason = $"no {program}: {fault.Message}; run Tests/Kubernetes.Tests/setup.sh";
        }

        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.True(reason is null, reason);
        Skip.If(reason is not null, reason);
    }
}
