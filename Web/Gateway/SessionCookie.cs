using Microsoft.Net.Http.Headers;

namespace Faultline.Gateway;

/// <summary>
/// The browser's session: an HttpOnly cookie with the token, which scripts cannot read. On the way in it becomes the Authorization header
/// that the services check, and goes no further itself.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Name of the cookie.</summary>
    public const string Name = "faultline_session";

    /// <summary>A request's own Authorization header goes before the cookie: a script with a token means that token.</summary>
    public static void UseSessionCookie(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.Cookies.TryGetValue(Name, out var token))
        {
            if (token.Length > 0 && request.Headers.Authorization.Count == 0 && IsSameOrigin(request))
                request.Headers.Authorization = $"Bearer {token}";
            Remove(request);
        }
        return next(context);
    });

    public static void Append(HttpContext context, string token, DateTimeOffset expires) =>
        context.Response.Cookies.Append(Name, token, OptionsFor(context, expires));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context, null));

    private static CookieOptions OptionsFor(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };

    // SameSite counts another port or subdomain as the same site; the Origin header, which browsers send with WebSockets and with
    // every method but GET and HEAD, does not (RFC 6454 §7, WebSocket hijacking). Hosts only: a proxy in front may end TLS.
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static void Remove(HttpRequest request)
    {
        if (!CookieHeaderValue.TryParseList(request.Headers.Cookie, out var cookies))
        {
            request.Headers.Remove(HeaderNames.Cookie);
            return;
        }
        var others = cookies.Where(cookie => !cookie.Name.Equals(Name, StringComparison.Ordinal)).Select(cookie => cookie.ToString());
        var rest = string.Join("; ", others);
        if (rest.Length == 0) request.Headers.Remove(HeaderNames.Cookie);
        else request.Headers.Cookie = rest;
    }
}
