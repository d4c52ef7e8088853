using System.Text.Json;

namespace Faultline.AppHost.Embedded;

/// <summary>Why a service is not ready, in its own words.</summary>
internal static class HealthReason
{
    /// <summary>
    /// Reads {"checks": {NAME: {"status", "reason"}}}; "NAME: reason" of each check that is not healthy, or null where the text is something else.
    /// </summary>
    public static string? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var failing = from check in document.RootElement.GetProperty("checks").EnumerateObject()
                          where check.Value.GetProperty("status").GetString() != "healthy"
                          select $"{check.Name}: {check.Value.GetProperty("reason").GetString() ?? "no reason given"}";
            return string.Join(' ', failing) is { Length: > 0 } reasons ? reasons : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // A service with health checks of its own making.
        }
    }
}
