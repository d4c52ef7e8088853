using Bunit;
using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Live;
using Faultline.Dashboard.Session;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace Faultline.Dashboard.Tests;

/// <summary>Components with a clock, a hub and an API that the test owns.</summary>
public abstract class DashboardContext : BunitContext
{
    private protected DashboardContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<string?>("localStorage.getItem", BrowserStore.SignedIn).SetResult("1");
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ILiveHub>(Hub);
        Services.AddSingleton(new HttpClient(Http) { BaseAddress = new Uri("http://gateway.test/") });
        Services.AddDashboard();
        Http.Answers["GET /api/systems"] = new[] { Samples.Info };
        Http.Answers["GET /api/systems/hydraulic-1/sensors"] = Samples.Sensors;
        Http.Answers["GET /api/alarms"] = Array.Empty<Alarm>();
        Http.Answers["GET /gateway/info"] = new GatewayInfo(false);
        SignIn("operator");
    }

    private protected FakeTimeProvider Time { get; } = new(Samples.Start);

    private protected FakeHub Hub { get; } = new();

    private protected StubHandler Http { get; } = new();

    private protected LineMonitor Monitor => Services.GetRequiredService<LineMonitor>();

    private protected void SignIn(string role) => Http.Answers["GET /api/auth/me"] = new UserInfo("op", role);

    /// <summary>Signs in and connects.</summary>
    private protected async Task ConnectAsync()
    {
        await Services.GetRequiredService<UserSession>().ResumeAsync();
        Monitor.Link.Start();
        Hub.Accept();
        await Monitor.Link.UntilAsync(LinkState.Connected);
    }

}
