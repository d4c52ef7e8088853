using System.Diagnostics;
using System.Formats.Tar;
using System.Text.Json.Nodes;
using Faultline.Kubernetes.Tests;
using Xunit;

namespace Faultline.Deploy.Tests;

/// <summary>eng/images.sh builds a real image with the SDK, on a base image from a registry of the test's.</summary>
public sealed class ImageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Image_Built_RunsAsNobodySpecialAndSaysWhatItIs()
    {
        Skip.If(OperatingSystem.IsWindows(), "the scripts are for bash");
        // The repository's own version: another one would rebuild what the other tests start.
        var version = System.Xml.Linq.XDocument.Load(Path.Combine(Checkout.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        await using var registry = await BaseRegistry.StartAsync();
        var (exitCode, output) = await BuildAsync(registry.Authority, "--base", registry.Authority + "/dotnet/aspnet:10-chiselled", "--output", _folder, "schema");
        Assert.True(exitCode == 0, output);

        var files = await UnpackAsync(Path.Combine(_folder, "schema.tar.gz"));
        var entry = JsonNode.Parse(files["manifest.json"])![0]!;
        Assert.Equal($"faultline/schema:{version}", entry["RepoTags"]![0]!.GetValue<string>());
        var config = JsonNode.Parse(files[entry["Config"]!.GetValue<string>()])!["config"]!;
        Assert.Equal("1654", config["User"]!.GetValue<string>());
        Assert.Equal(["dotnet", "/app/Faultline.Schema.dll"], config["Entrypoint"]!.AsArray().Select(part => part!.GetValue<string>()));
        var labels = config["Labels"]!;
        Assert.Equal(version, labels["org.opencontainers.image.version"]!.GetValue<string>());
        Assert.Equal("faultline/Schema", labels["org.opencontainers.image.title"]!.GetValue<string>());
        Assert.NotNull(labels["org.opencontainers.image.base.digest"]);

        var bom = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "schema.cdx.json")))!;
        Assert.Contains(bom["components"]!.AsArray(), component => component!["name"]!.GetValue<string>() == "Npgsql");
    }

    [SkippableFact]
    public async Task Image_OfNoService_IsAnError()
    {
        Skip.If(OperatingSystem.IsWindows(), "the scripts are for bash");
        var (exitCode, output) = await BuildAsync("localhost:1", "--output", _folder, "nobody");
        Assert.Equal(2, exitCode);
        Assert.Contains("no service is named nobody", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> BuildAsync(string registry, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Checkout.Root, "eng", "images.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The SDK speaks plain HTTP to registries named here only.
        start.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await error);
    }

    private static async Task<Dictionary<string, string>> UnpackAsync(string archive)
    {
        var files = new Dictionary<string, string>();
        await using var stream = File.OpenRead(archive);
        await using var tar = new TarReader(stream);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (!entry.Name.EndsWith(".json", StringComparison.Ordinal) || entry.DataStream is null) continue;
            using var reader = new StreamReader(entry.DataStream, leaveOpen: true);
            files[entry.Name] = await reader.ReadToEndAsync();
        }

        return files;
    }
}
