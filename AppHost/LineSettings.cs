using Microsoft.Extensions.Configuration;

namespace Faultline.AppHost;

/// <summary>What the line is started with: command line, else variables with the prefix FAULTLINE_. A variable such as PORT or DATA belongs to something else.</summary>
/// <param name="Data">--data DIR, FAULTLINE_DATA: folder of all that is kept; null for the default.</param>
/// <param name="Port">--port N, FAULTLINE_PORT: the dashboard's; default 8080.</param>
/// <param name="Replay">--replay DIR, FAULTLINE_REPLAY: recorded cycles in the UCI format, full path; null for simulated ones.</param>
/// <param name="ReplayStride">--replay-stride N: every n-th recorded cycle; default 1.</param>
/// <param name="Speed">--speed N, FAULTLINE_SPEED: the whole line so many times faster; default 1.</param>
/// <param name="AdminPassword">FAULTLINE_ADMIN_PASSWORD: of the user admin; null for a generated one.</param>
/// <param name="IsVerbose">--verbose: the services' own output too.</param>
internal sealed record LineSettings(string? Data, int Port, string? Replay, string ReplayStride, string Speed, string? AdminPassword, bool IsVerbose)
{
    private const string Prefix = "FAULTLINE_";

    /// <summary>Reads them; whatever else the arguments and variables hold is left to the host.</summary>
    /// <exception cref="InvalidOperationException">The port is no number.</exception>
    public static LineSettings From(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).AddCommandLine(Arguments.Normalize(args)).Build();
        return new(
            Text("data"), settings.GetValue("port", 8080), Text("replay") is { } folder ? Path.GetFullPath(folder) : null,
            Text("replay-stride") ?? "1", Text("speed") ?? "1", Text("admin_password"), settings.GetValue("verbose", false));

        string? Text(string key) => settings[key] is { Length: > 0 } text ? text : null;
    }
}
