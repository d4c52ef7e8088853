using System.Diagnostics;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>The spans of the live hub: from Redis to the browsers.</summary>
internal static class LiveTrace
{
    public static readonly ActivitySource Source = new("Faultline.DiagnosticsApi");
}
