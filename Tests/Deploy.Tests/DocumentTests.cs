using System.Text.RegularExpressions;
using Faultline.Kubernetes.Tests;
using Xunit;

namespace Faultline.Deploy.Tests;

/// <summary>README.md and docs/: links lead somewhere, commands run.</summary>
public sealed partial class DocumentTests
{
    /// <summary>Commands that this test does not run, each with where it is run instead, or why it cannot be here.</summary>
    private static readonly (string Pattern, string Reason)[] Elsewhere =
    [
        (@"^dotnet run --project AppHost$", "the lifetime and browser tests start it"),
        (@"^dotnet run --project AppHost -- publish$", "Kubernetes.Tests compares its output with what is committed"),
        (@"^dotnet run --project AppHost -- --replay DIR", "EndToEnd replays recordings, which are not in the repository"),
        (@"^\./test\.sh", "it runs this test"),
        (@"^dotnet run -c Release --project (Services/Trainer|Tests/Benchmarks) -- ", "Trainer.Tests and the benchmarks themselves; minutes long"),
        (@"^Tests/[\w.]+/setup\.sh$", "test.sh runs it"),
        (@"^curl ", "EndToEnd runs those of docs/api.md and README.md against a running line"),
    ];

    public static IEnumerable<object[]> Documents => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Checkout.Root, "README.md")).Select(path => new object[] { Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/') });

    [Theory]
    [MemberData(nameof(Documents))]
    public void Link_InADocument_LeadsToAFileAndHeading(string document)
    {
        var path = Path.Combine(Checkout.Root, document);
        foreach (Match link in Links().Matches(Fenced().Replace(File.ReadAllText(path), "")))
        {
            var target = link.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
            var (file, heading) = (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : null);
            var full = file.Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, Uri.UnescapeDataString(file)));
            Assert.True(Path.Exists(full), $"{document}: {target} leads nowhere");
            if (heading is not null) Assert.Contains(heading, Headings(full));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Documents))]
    public async Task Command_InADocument_RunsOrSaysWhyNot(string document)
    {
        foreach (var command in Commands(await File.ReadAllLinesAsync(Path.Combine(Checkout.Root, document))))
        {
            if (Elsewhere.Any(entry => Regex.IsMatch(command, entry.Pattern)))
            {
                if (ProjectArgument().Match(command) is { Success: true } project)
                    Assert.True(Directory.EnumerateFiles(Path.Combine(Checkout.Root, project.Groups[1].Value), "*.csproj").Any(), $"{document}: {command}: no such project");
                continue;
            }

            if (command.StartsWith("promtool ", StringComparison.Ordinal)) await Tool.RequireAsync("promtool", "--version");
            Skip.If(OperatingSystem.IsWindows(), "the documents' commands are for a POSIX shell");
            var (exitCode, output, error) = await Tool.RunAsync("sh", "-c", command);
            Assert.True(exitCode == 0 && (output + error).Length > 0, $"{document}: {command}: {output}{error}");
        }
    }

    /// <summary>Lines of indented and shell blocks that begin with a program, joined where a backslash ends them; blocks that begin with "# cluster" are left out.</summary>
    private static IEnumerable<string> Commands(string[] lines)
    {
        var (cluster, before) = (false, "");
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("    ", StringComparison.Ordinal))
            {
                cluster = false;
                before = lines[i];
                continue;
            }

            var line = lines[i].Trim();
            if (line.StartsWith("# cluster", StringComparison.Ordinal)) cluster = true;
            while (line.EndsWith('\\') && i + 1 < lines.Length) line = line[..^1] + lines[++i].Trim();
            // A list item's continuation is indented too.
            var isList = before.StartsWith("- ", StringComparison.Ordinal) || before.StartsWith("  ", StringComparison.Ordinal);
            if (!cluster && !isList && Program().IsMatch(line)) yield return line;
        }
    }

    /// <summary>Headings as GitHub makes anchors of them.</summary>
    private static IEnumerable<string> Headings(string file) => File.ReadLines(file).Where(line => line.StartsWith('#'))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"(?<!`)\[[^\]`]*\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^(?:dotnet|\./|eng/|Tests/|curl|grep|promtool|kubectl|npm|docker|bash|git)\S* ?")]
    private static partial Regex Program();

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex ProjectArgument();
}
