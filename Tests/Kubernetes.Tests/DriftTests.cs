using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Output;
using Xunit;

namespace Faultline.Kubernetes.Tests;

/// <summary>What is committed is what AppHost generates.</summary>
public sealed class DriftTests : IDisposable
{
    private const string Remedy = "run `dotnet run --project AppHost -- publish` and commit what it writes";

    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-manifest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Manifest_Committed_IsWhatAppHostWrites()
    {
        var written = Path.Combine(_folder, "aspire-manifest.json");
        var program = Path.Combine(Checkout.Root, "AppHost", "bin", Checkout.Configuration, "net10.0", "Faultline.AppHost.dll");
        var (exitCode, output, error) = await Tool.RunAsync("dotnet", program, "--publisher", "manifest", "--output-path", written);
        Assert.True(exitCode == 0, output + error);
        var fresh = JsonNode.Parse(await File.ReadAllTextAsync(written))!["resources"]!.AsObject();
        foreach (var (_, resource) in fresh)
            if (resource!["path"] is { } path)
                resource["path"] = Path.GetRelativePath(Checkout.Root, Path.GetFullPath(Path.Combine(_folder, path.GetValue<string>()))).Replace('\\', '/');
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Checkout.Manifest))!["resources"]!.AsObject();
        AssertSame("aspire-manifest.json", Text(committed), Text(fresh));
    }

    [Fact]
    public void Kubernetes_Committed_IsWhatTheGeneratorMakesOfTheManifest()
    {
        var fresh = KubernetesGenerator.Generate(Deployment.Manifest);
        var committed = Directory.EnumerateFiles(Checkout.Kubernetes, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Checkout.Kubernetes, path).Replace('\\', '/'), path => File.ReadAllText(path).ReplaceLineEndings("\n"));
        Assert.Equal(fresh.Keys.Order(StringComparer.Ordinal), committed.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, text) in fresh)
            AssertSame($"deploy/kubernetes/{path}", committed[path], text);
    }

    [Fact]
    public void Diagram_InTheArchitecture_IsTheGraphs()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "architecture.md")).ReplaceLineEndings("\n");
        AssertSame("docs/architecture.md", document, GraphDiagram.Put(document, Deployment.Manifest));
        Assert.Contains("collector --> timescaledb", document, StringComparison.Ordinal);
    }

    [Fact]
    public void Generator_RunTwice_GivesTheSame() =>
        Assert.Equal(KubernetesGenerator.Generate(Deployment.Manifest), KubernetesGenerator.Generate(AspireManifest.Parse(File.ReadAllText(Checkout.Manifest))));

    private static string Text(JsonObject node) => node.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" });

    private static void AssertSame(string file, string committed, string generated)
    {
        if (committed == generated) return;
        var (left, right) = (committed.Split('\n'), generated.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        Assert.Fail($"{file} is not what AppHost generates: {Remedy}.\nLine {at + 1}: committed {left.ElementAtOrDefault(at)}, generated {right.ElementAtOrDefault(at)}");
    }
}
