using Garnet;

namespace Faultline.AppHost.Embedded;

/// <summary>The child that hosts Garnet, a Redis server in .NET. Arguments: port. Environment: <see cref="PasswordVariable"/>.</summary>
internal static class GarnetVerb
{
    /// <summary>Not an argument: other users see those.</summary>
    public const string PasswordVariable = "FAULTLINE_GARNET_PASSWORD";

    public static async Task<int> RunAsync(string[] args)
    {
        // Publish and subscribe need next to no memory: the log and the index are as small as Garnet takes them.
        string[] settings =
        [
            "--bind", "127.0.0.1", "--port", args[0], "--auth", "Password",
            "--password", Environment.GetEnvironmentVariable(PasswordVariable) ?? throw new DistributedApplicationException($"{PasswordVariable} is not set."),
            "--memory", "64m", "--page", "4m", "--segment", "32m", "--index", "8m",
        ];
        using var server = new GarnetServer(settings);
        server.Start();
        await Verbs.StopRequestedAsync();
        return 0;
    }
}
