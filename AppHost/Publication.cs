using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Faultline.AppHost;

/// <summary>
/// <c>dotnet run --project AppHost -- publish</c>: has the host write aspire-manifest.json, then the Kubernetes generator make deploy/kubernetes
/// and the diagram in docs/architecture.md of it. The same with either host, since both take Aspire's arguments and write the same manifest.
/// </summary>
internal sealed class Publication
{
    private const string Schema = "https://json.schemastore.org/aspire-8.0.json";

    private readonly string _appHost;
    private readonly string _root;

    private Publication(string appHost, string[] rest)
    {
        _appHost = appHost;
        _root = Path.GetDirectoryName(appHost)!;
        Arguments = ["--publisher", "manifest", "--output-path", Manifest, .. rest];
    }

    /// <summary>What the host is started with.</summary>
    public string[] Arguments { get; }

    private string Manifest => Path.Combine(_root, "aspire-manifest.json");

    /// <summary>Null unless the first argument is <c>publish</c>.</summary>
    public static Publication? From(string[] args) => args is ["publish", .. var rest]
        ? new(typeof(Publication).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => string.Equals(attribute.Key, "apphostprojectpath", StringComparison.OrdinalIgnoreCase)).Value!, rest)
        : null;

    /// <summary>Runs once the host has written the manifest; sets the exit code when something fails.</summary>
    public void Complete()
    {
        if (Environment.ExitCode != 0) return;
        NameSchema();
        // A process of its own: the generator's KubernetesClient is newer than the one that Aspire's orchestrator is built against.
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                "run", "--project", Path.Combine(_appHost, "Kubernetes"), "--",
                Manifest, Path.Combine(_root, "deploy", "kubernetes"), Path.Combine(_root, "docs", "architecture.md"),
            },
        };
        using var generator = Process.Start(start)!;
        generator.WaitForExit();
        Environment.ExitCode = generator.ExitCode;
    }

    /// <summary>Editors and validators find the schema by this; Aspire's own publisher leaves it out.</summary>
    private void NameSchema()
    {
        var resources = JsonNode.Parse(File.ReadAllText(Manifest))!["resources"]!.DeepClone();
        var manifest = new JsonObject { ["$schema"] = Schema, ["resources"] = resources };
        var options = new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" };
        File.WriteAllText(Manifest, manifest.ToJsonString(options) + "\n");
    }
}
