using System.Text.RegularExpressions;
using Faultline.Kubernetes.Tests;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Faultline.Deploy.Tests;

/// <summary>
/// The documents' blocks for a cluster, which no test can run: their shell is valid, and the objects, files and settings that they name exist. They were run by hand against a kube-apiserver with its controllers.
/// </summary>
public sealed partial class ClusterCommandTests
{
    public static IEnumerable<object[]> Blocks =>
        from document in (string[])["docs/deployment.md", "docs/runbooks.md"]
        from Match block in Block().Matches(File.ReadAllText(Path.Combine(Checkout.Root, document)).ReplaceLineEndings("\n"))
        select new object[] { document, block.Value };

    [Fact]
    public void Blocks_InTheDocuments_AreFound() => Assert.True(Blocks.Count() >= 8);

    [SkippableTheory]
    [MemberData(nameof(Blocks))]
    public async Task Block_ForACluster_IsValidShell(string document, string block)
    {
        Skip.If(OperatingSystem.IsWindows(), "the documents' commands are for a POSIX shell");
        var (exitCode, output, error) = await Tool.RunAsync("bash", "-n", "-c", block);
        Assert.True(exitCode == 0, $"{document}: {block}: {output}{error}");
    }

    [Theory]
    [InlineData("docs/deployment.md")]
    [InlineData("docs/runbooks.md")]
    public void Object_InACommand_IsDeployed(string document)
    {
        var deployed = Deployed();
        var text = File.ReadAllText(Path.Combine(Checkout.Root, document));
        var named = Named().Matches(text).Select(match => $"{match.Groups["kind"].Value}/{match.Groups["name"].Value}")
            .Concat(Pod().Matches(text).Select(match => $"statefulset/{match.Groups["set"].Value}")).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.True(deployed.Contains(name), $"{document}: there is no {name}"));
    }

    [Theory]
    [InlineData("docs/deployment.md")]
    public void Path_InABlock_Exists(string document)
    {
        foreach (var path in Blocks.Where(block => (string)block[0] == document).SelectMany(block => FilePath().Matches((string)block[1])).Select(match => match.Value).Distinct())
            Assert.True(Path.Exists(Path.Combine(Checkout.Root, path)), $"{document}: {path}");
    }

    /// <summary>KIND/NAME of every object of every overlay.</summary>
    private static HashSet<string> Deployed()
    {
        HashSet<string> found = [];
        foreach (var file in Directory.EnumerateFiles(Checkout.Kubernetes, "*.yaml", SearchOption.AllDirectories).Where(file => !file.Contains("patches", StringComparison.Ordinal)))
        {
            var stream = new YamlStream();
            using var reader = File.OpenText(file);
            stream.Load(reader);
            foreach (var root in stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>().Where(root => root.Children.ContainsKey("metadata")))
                found.Add($"{root["kind"].ToString().ToLowerInvariant()}/{root["metadata"]["name"]}");
        }

        return found;
    }

    [GeneratedRegex(@"(?<=^|\n\n)    # cluster.*?(?=\n\n|\n(?!    )|\z)", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\b(?<kind>deployment|statefulset|service)/(?<name>[a-z]+(?:-[a-z]+)*)\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?<set>[a-z]+)-0\b")]
    private static partial Regex Pod();

    [GeneratedRegex(@"\b(?:deploy|eng|Services)/[\w./-]+")]
    private static partial Regex FilePath();
}
