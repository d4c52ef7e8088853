using System.Security.Cryptography;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>
/// Addresses and keys of one run's dashboard, all on loopback. Each key is random: other users of the machine can reach the ports too.
/// </summary>
internal sealed class DashboardSettings
{
    private const int KeyLength = 32;

    public DashboardSettings(ISet<int> taken) =>
        (FrontendPort, OtlpPort, OtlpHttpPort, ResourcePort) = (FreePort.Next(taken), FreePort.Next(taken), FreePort.Next(taken), FreePort.Next(taken));

    /// <summary>Of the pages.</summary>
    public int FrontendPort { get; }

    /// <summary>Takes the services' telemetry (OTLP over gRPC).</summary>
    public int OtlpPort { get; }

    /// <summary>The same over HTTP; not used here, but opened on a fixed port where none is named.</summary>
    public int OtlpHttpPort { get; }

    /// <summary>AppHost's own resource service.</summary>
    public int ResourcePort { get; }

    /// <summary>Signs the user in.</summary>
    public string BrowserToken { get; } = NewKey();

    /// <summary>What services send with their telemetry.</summary>
    public string OtlpKey { get; } = NewKey();

    /// <summary>What the dashboard sends to the resource service.</summary>
    public string ResourceKey { get; } = NewKey();

    /// <summary>Address that signs in.</summary>
    public string LoginUrl => $"http://localhost:{FrontendPort}/login?t={BrowserToken}";

    /// <summary>Address for the services.</summary>
    public string OtlpUrl => $"http://127.0.0.1:{OtlpPort}";

    private static string NewKey() => RandomNumberGenerator.GetHexString(KeyLength, lowercase: true);
}
