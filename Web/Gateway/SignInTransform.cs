using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Faultline.Gateway;

/// <summary>Copies the token of a successful sign-in into the session cookie; the answer itself passes unchanged.</summary>
internal static class SignInTransform
{
    /// <summary>Largest answer looked at: a token is below 1 kB.</summary>
    private const int MaxBody = 64 * 1024;

    public static void Apply(TransformBuilderContext context)
    {
        if (context.Route.RouteId != Backends.SignInRoute) return;

        // The answer is read here, so it must not be compressed.
        context.AddRequestHeaderRemove("Accept-Encoding");
        context.AddResponseTransform(CopyTokenAsync);
    }

    private static async ValueTask CopyTokenAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { IsSuccessStatusCode: true } response) return;

        await response.Content.LoadIntoBufferAsync(MaxBody, context.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(context.CancellationToken);
        context.SuppressResponseBody = true;
        if (TokenIn(body) is { } token)
            SessionCookie.Append(context.HttpContext, token.EncodedToken, new DateTimeOffset(token.ValidTo, TimeSpan.Zero));
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        context.HttpContext.Response.ContentLength = body.Length;
        await context.HttpContext.Response.Body.WriteAsync(body, context.CancellationToken);
    }

    private static JsonWebToken? TokenIn(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var found = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("access_token", out var token)
                && token.ValueKind == JsonValueKind.String;
            return found ? new JsonWebToken(document.RootElement.GetProperty("access_token").GetString()) : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null; // No token, no cookie: the caller still gets the backend's answer.
        }
    }
}
