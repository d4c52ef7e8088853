namespace Faultline.Gateway;

/// <summary>The end of a browser's session; its beginning is the API's sign-in (see <see cref="SignInTransform"/>).</summary>
internal static class SessionApi
{
    public static void MapSession(this WebApplication app) =>
        app.MapPost("/api/auth/sign-out", SignOut).AllowAnonymous().WithSummary("Forgets the session cookie");

    private static IResult SignOut(HttpContext context)
    {
        SessionCookie.Delete(context);
        return Results.NoContent();
    }
}
