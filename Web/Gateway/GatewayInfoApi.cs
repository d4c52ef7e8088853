namespace Faultline.Gateway;

/// <summary>What the dashboard must know of its gateway before anyone has signed in.</summary>
internal static class GatewayInfoApi
{
    public static void MapGatewayInfo(this WebApplication app) =>
        app.MapGet("/gateway/info", (IHostEnvironment environment) => new { simulator = environment.IsDevelopment() })
            .AllowAnonymous()
            .WithSummary("Whether the simulator's controls are reachable");
}
