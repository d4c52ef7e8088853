using Faultline.EndToEnd.Line;
using Xunit;

namespace Faultline.EndToEnd;

/// <summary>The whole graph, booted, signed in and connected to the live hub.</summary>
public sealed class RunningLine : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public AppHostFixture Host { get; private set; } = null!;

    public Plant Plant { get; private set; } = null!;

    public LiveHub Hub { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        Host = await AppHostFixture.StartAsync();
        Plant = await Plant.SignInAsync(Host.GatewayUri, Host.AdminPassword, patience.Token);
        Hub = await LiveHub.ConnectAsync(Host.GatewayUri, Plant.Token, patience.Token);
    }

    public async Task DisposeAsync()
    {
        if (Hub is not null)
            await Hub.DisposeAsync();
        Plant?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
    }
}
