namespace Faultline.Dashboard.Api;

/// <summary>What the gateway offers.</summary>
/// <param name="Simulator">Whether the simulator's controls are reachable (development only).</param>
public sealed record GatewayInfo(bool Simulator);
