using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Faultline.AppHost.Embedded;

/// <summary>Everything that tells AppHost to stop: Ctrl-C, SIGTERM, a closed terminal, and the end of the process that started it.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals(CancellationTokenSource stopping)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                stopping.Cancel();
            }));
        // Whoever set the variable wants AppHost to end with it; and a killed `dotnet run` cannot pass the signal on.
        if (int.TryParse(Environment.GetEnvironmentVariable("FAULTLINE_PARENT_PID"), out var starter)) _ = StopWithAsync(starter, stopping);
        else if (Posix.Parent() is { } parent && IsDotNet(parent)) _ = StopWithAsync(parent, stopping);
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private static bool IsDotNet(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == "dotnet";
        }
        catch (ArgumentException)
        {
            return false; // It ended in between.
        }
    }

    private static async Task StopWithAsync(int parent, CancellationTokenSource stopping)
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            await process.WaitForExitAsync(stopping.Token);
        }
        catch (ArgumentException)
        {
            // It ended before this process came to look: stop as well.
        }

        await stopping.CancelAsync();
    }
}
