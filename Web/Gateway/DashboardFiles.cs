namespace Faultline.Gateway;

/// <summary>The Blazor WebAssembly dashboard: compressed static files, and its page for every path that is no file.</summary>
internal static class DashboardFiles
{
    public static void MapDashboard(this WebApplication app)
    {
        // Fingerprinted names are cached for ever, the others are revalidated by ETag (StaticAssets manifest).
        app.MapStaticAssets().AllowAnonymous();
        app.MapFallbackToFile("index.html", new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        }).AllowAnonymous();
        // A file that is absent: without this the closed default would ask for a sign-in first.
        app.MapFallback("{**path:file}", () => Results.Problem(statusCode: StatusCodes.Status404NotFound)).AllowAnonymous();
    }
}
