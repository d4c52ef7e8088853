using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Faultline.AppHost.Embedded;

/// <summary>How to start .NET programs the way this one was started.</summary>
internal static class DotNet
{
    /// <summary>The dotnet command that belongs to the running runtime: DOTNET_ROOT/shared/Microsoft.NETCore.App/VERSION is its place.</summary>
    public static string Command { get; } = FindCommand();

    /// <summary>Starts a built .dll with arguments. Everything below this AppHost carries its process id, and the services end when it does.</summary>
    public static ProcessStartInfo Start(string assembly, params IEnumerable<string> arguments) => new(Command, [assembly, .. arguments])
    {
        Environment = { ["FAULTLINE_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) },
    };

    /// <summary>Starts this program again with a hidden verb.</summary>
    public static ProcessStartInfo StartVerb(params IEnumerable<string> arguments) => Start(typeof(DotNet).Assembly.Location, arguments);

    private static string FindCommand()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == name) return self;
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
