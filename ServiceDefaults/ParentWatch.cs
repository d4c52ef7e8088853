using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults;

/// <summary>
/// Ends this process when the process that started it is gone, also when that one was killed and could not say goodbye.
/// Does nothing where <see cref="Variable"/> is absent (Kubernetes, the Aspire orchestrator).
/// </summary>
public static class ParentWatch
{
    /// <summary>Environment variable with the process id whose end ends this process; set by AppHost/Embedded.</summary>
    public const string Variable = "FAULTLINE_PARENT_PID";

    /// <summary>What a graceful stop may take once the parent is gone, before this process kills itself: 4 s, so that nothing is left after 10 s.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Watches from now on, not from the host's start on, so that a start-up that hangs on an absent dependency ends too.
    /// </summary>
    public static IHostApplicationBuilder AddParentWatch(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var text = Environment.GetEnvironmentVariable(Variable);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parent)) return builder;

        var gone = WaitForExitAsync(parent);
        _ = EndHardAsync(gone);
        builder.Services.AddHostedService(services => new ParentWatchService(
            parent, gone, services.GetRequiredService<IHostApplicationLifetime>(), services.GetRequiredService<ILogger<ParentWatchService>>()));
        return builder;
    }

    /// <summary>Completes when no process has the id <paramref name="processId"/> any more.</summary>
    public static async Task WaitForExitAsync(int processId, CancellationToken cancellationToken = default)
    {
        Process parent;
        try
        {
            parent = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            return; // It ended before this process came to look.
        }

        using (parent) await parent.WaitForExitAsync(cancellationToken);
    }

    private static async Task EndHardAsync(Task gone)
    {
        await gone;
        await Task.Delay(Grace, TimeProvider.System);
        // Environment.Exit runs exit handlers, any of which may be what hangs.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
