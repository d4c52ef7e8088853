using System.Net;
using System.Net.Sockets;

namespace Faultline.Gateway;

/// <summary>
/// Keeps a path of the gateway's own for callers inside the deployment: loopback or a private address (RFC 1918, RFC 4193), and not through a
/// proxy. The gateway has one port, and that one is open to the outside.
/// </summary>
internal static class InternalOnly
{
    public static void UseInternalOnly(this WebApplication app, string path) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(path) || IsInternal(context)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static bool IsInternal(HttpContext context) =>
        !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && (context.Connection.RemoteIpAddress is not { } address || IsPrivate(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    internal static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal) return true;
        if (address.AddressFamily != AddressFamily.InterNetwork) return false;
        var bytes = address.GetAddressBytes();
        return bytes is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..];
    }
}
