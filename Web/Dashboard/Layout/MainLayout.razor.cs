using Faultline.Dashboard.Api;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Faultline.Dashboard.Layout;

/// <summary>Frame of every page: shows the sign-in while nobody is signed in, and keeps the live connection while somebody is.</summary>
public sealed partial class MainLayout
{
    private MudThemeProvider? theme;
    private ErrorBoundary? boundary;
    private bool resumed;
    private string? failure;

    private string SkipTarget => Navigation.Uri.Split('#')[0] + "#content";

    /// <inheritdoc/>
    public void Dispose()
    {
        Session.Changed -= OnSessionChanged;
        Appearance.Changed -= Render;
        Navigation.LocationChanged -= OnLocationChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Session.Changed += OnSessionChanged;
        Appearance.Changed += Render;
        Navigation.LocationChanged += OnLocationChanged;
        await Appearance.ResumeAsync();
        await ResumeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || theme is null) return;
        Appearance.FollowSystem(await theme.GetSystemDarkModeAsync());
        await theme.WatchSystemDarkModeAsync(isDark =>
        {
            Appearance.FollowSystem(isDark);
            return Task.CompletedTask;
        });
    }

    private async Task ResumeAsync()
    {
        failure = null;
        try
        {
            await Session.ResumeAsync();
            resumed = true;
        }
        catch (ApiException exception)
        {
            failure = exception.Message;
        }
    }

    private void OnSessionChanged()
    {
        if (Session.User is not null) Monitor.Link.Start();
        else _ = Monitor.Link.StopAsync();
        Render();
    }

    // A page that failed stays failed only until another one is chosen.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs args) => boundary?.Recover();

    private void Render() => _ = InvokeAsync(StateHasChanged);
}
