using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults;

/// <summary>Stops the host gracefully when <paramref name="gone"/> completes; see <see cref="ParentWatch"/>.</summary>
internal sealed partial class ParentWatchService(int parent, Task gone, IHostApplicationLifetime lifetime, ILogger<ParentWatchService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gone.WaitAsync(stoppingToken);
        LogParentGone(parent);
        lifetime.StopApplication();
    }
}
