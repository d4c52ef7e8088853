using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Faultline.AppHost.Manifest;

/// <summary>What the embedded host does instead of running the graph when it is asked for a manifest, by Aspire's own arguments.</summary>
internal static class ManifestPublisher
{
    /// <summary>Aspire's arguments and the settings they become.</summary>
    public static Dictionary<string, string> Switches { get; } = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
    };

    private const string FileName = "aspire-manifest.json";

    /// <summary>`--publisher manifest` or `--operation publish`, as in Aspire.</summary>
    /// <exception cref="DistributedApplicationException">Another operation or publisher is named.</exception>
    public static bool IsAskedFor(IConfiguration configuration)
    {
        var (operation, publisher) = (configuration["AppHost:Operation"], configuration["Publishing:Publisher"]);
        if (publisher is not null && !Is(publisher, "manifest")) throw new DistributedApplicationException($"publisher '{publisher}' is unknown; 'manifest' is accepted.");
        if (operation is not null && !Is(operation, "publish") && !Is(operation, "run"))
            throw new DistributedApplicationException($"operation '{operation}' is unknown; 'run' and 'publish' are accepted.");
        return operation is null ? publisher is not null : Is(operation, "publish");
    }

    /// <summary>Writes the manifest to --output-path, a file or a folder, and returns the exit code.</summary>
    public static int Publish(DistributedApplicationBuilder builder)
    {
        if (builder.Configuration["Publishing:OutputPath"] is not { Length: > 0 } output)
        {
            Console.Error.WriteLine("AppHost: --output-path PATH says where the manifest is written.");
            return 1;
        }

        var path = Path.GetFullPath(output.EndsWith(".json", StringComparison.Ordinal) ? output : Path.Combine(output, FileName));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var stream = File.Create(path))
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            new ManifestWriter(json, Path.GetDirectoryName(path)!).Write([.. builder.Resources]);
        Console.WriteLine($"Published manifest to: {path}");
        return 0;
    }

    private static bool Is(string value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
