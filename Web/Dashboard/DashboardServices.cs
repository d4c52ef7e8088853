using Faultline.Dashboard.Api;
using Faultline.Dashboard.Layout;
using Faultline.Dashboard.Live;
using Faultline.Dashboard.Session;

namespace Faultline.Dashboard;

/// <summary>The dashboard's own services; a test adds its own HttpClient, clock and hub.</summary>
public static class DashboardServices
{
    /// <summary>Adds state, API and session. A browser tab is one user, so all are singletons.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services
        .AddSingleton<ApiTransport>()
        .AddSingleton<FaultlineApi>()
        .AddSingleton<DevicesApi>()
        .AddSingleton<TagsApi>()
        .AddSingleton<BrowserStore>()
        .AddSingleton<UserSession>()
        .AddSingleton<Appearance>()
        .AddSingleton<PlantState>()
        .AddSingleton<AlarmBook>()
        .AddSingleton<LiveLink>()
        .AddSingleton<LineMonitor>();
}
