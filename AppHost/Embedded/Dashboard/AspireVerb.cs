using System.Diagnostics;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>
/// The child that owns the dashboard's processes, and ends them when told to or when AppHost is gone. Arguments: the program aspire, then its own.
/// </summary>
internal static class AspireVerb
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] args)
    {
        using var aspire = Process.Start(new ProcessStartInfo(args[0], args[1..]) { UseShellExecute = false, RedirectStandardInput = true })!;
        var exited = aspire.WaitForExitAsync();
        if (await Task.WhenAny(exited, Verbs.StopRequestedAsync()) != exited)
        {
            if (!OperatingSystem.IsWindows()) Posix.Send(aspire.Id, Posix.SigTerm);
            if (await Task.WhenAny(exited, Task.Delay(Grace)) != exited) aspire.Kill(entireProcessTree: true);
        }

        await exited;
        return aspire.ExitCode;
    }
}
