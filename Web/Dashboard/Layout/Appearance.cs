using Faultline.Dashboard.Session;

namespace Faultline.Dashboard.Layout;

/// <summary>Light or dark: follows the system until somebody chooses, and remembers the choice in this browser.</summary>
public sealed class Appearance(BrowserStore store)
{
    private bool systemIsDark;

    /// <summary>What decides.</summary>
    public AppearanceMode Mode { get; private set; }

    /// <summary>What is shown.</summary>
    public bool IsDark => Mode == AppearanceMode.System ? systemIsDark : Mode == AppearanceMode.Dark;

    /// <summary><see cref="IsDark"/> or <see cref="Mode"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>Takes up the choice made earlier.</summary>
    public async Task ResumeAsync()
    {
        Mode = await store.GetAsync(BrowserStore.Appearance) switch
        {
            "light" => AppearanceMode.Light,
            "dark" => AppearanceMode.Dark,
            _ => AppearanceMode.System,
        };
        Changed?.Invoke();
    }

    /// <summary>The system's preference is known or has changed.</summary>
    public void FollowSystem(bool isDark)
    {
        systemIsDark = isDark;
        Changed?.Invoke();
    }

    /// <summary>Chooses.</summary>
    public async Task ChooseAsync(AppearanceMode mode)
    {
        Mode = mode;
        Changed?.Invoke();
        if (mode == AppearanceMode.System) await store.RemoveAsync(BrowserStore.Appearance);
        else await store.SetAsync(BrowserStore.Appearance, mode == AppearanceMode.Dark ? "dark" : "light");
    }
}
