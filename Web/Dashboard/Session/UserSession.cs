using Faultline.Dashboard.Api;

namespace Faultline.Dashboard.Session;

/// <summary>Who is signed in at this browser.</summary>
public sealed class UserSession
{
    private readonly FaultlineApi api;
    private readonly BrowserStore store;

    /// <summary>Creates it; <see cref="ResumeAsync"/> finds out.</summary>
    public UserSession(FaultlineApi api, ApiTransport transport, BrowserStore store)
    {
        ArgumentNullException.ThrowIfNull(transport);
        (this.api, this.store) = (api, store);
        transport.Unauthorized += Expire;
    }

    /// <summary>The user; null while nobody is signed in.</summary>
    public UserInfo? User { get; private set; }

    /// <summary>What the gateway offers.</summary>
    public GatewayInfo Gateway { get; private set; } = new(false);

    /// <summary>Somebody has signed in or out, or the session has ended.</summary>
    public event Action? Changed;

    /// <summary>Takes up the session of an earlier visit. Does not ask the server when this browser never signed in.</summary>
    public async Task ResumeAsync()
    {
        if (await store.GetAsync(BrowserStore.SignedIn) is null) return;
        try
        {
            await LoadAsync();
        }
        catch (ApiException exception) when (exception.Status is not null)
        {
            User = null; // The session is over; without an answer the caller is told that the gateway is away.
        }
    }

    /// <summary>Signs in.</summary>
    /// <exception cref="ApiException">Refused or not reachable.</exception>
    public async Task SignInAsync(string userName, string password)
    {
        await api.SignInAsync(userName, password);
        await store.SetAsync(BrowserStore.SignedIn, "1");
        await LoadAsync();
    }

    /// <summary>Signs out.</summary>
    public async Task SignOutAsync()
    {
        await api.SignOutAsync();
        await store.RemoveAsync(BrowserStore.SignedIn);
        Expire();
    }

    private async Task LoadAsync()
    {
        User = await api.MeAsync();
        Gateway = await api.GatewayAsync();
        Changed?.Invoke();
    }

    private void Expire()
    {
        if (User is null) return;
        User = null;
        Changed?.Invoke();
    }
}
