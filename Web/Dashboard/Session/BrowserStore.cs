using Microsoft.JSInterop;

namespace Faultline.Dashboard.Session;

/// <summary>Small settings kept in this browser (localStorage). No secrets: the token is in a cookie that scripts cannot read.</summary>
public sealed class BrowserStore(IJSRuntime script)
{
    /// <summary>Present when somebody has signed in here before.</summary>
    public const string SignedIn = "faultline.signed-in";

    /// <summary>Chosen appearance: light or dark; absent to follow the system.</summary>
    public const string Appearance = "faultline.appearance";

    /// <summary>The setting, or null.</summary>
    public ValueTask<string?> GetAsync(string key) => script.InvokeAsync<string?>("localStorage.getItem", key);

    /// <summary>Keeps a setting.</summary>
    public ValueTask SetAsync(string key, string value) => script.InvokeVoidAsync("localStorage.setItem", key, value);

    /// <summary>Forgets a setting.</summary>
    public ValueTask RemoveAsync(string key) => script.InvokeVoidAsync("localStorage.removeItem", key);
}
