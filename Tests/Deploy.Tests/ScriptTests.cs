using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Faultline.Kubernetes.Tests;
using Xunit;

namespace Faultline.Deploy.Tests;

/// <summary>
/// The decisions of eng/*.sh. kubectl is a script of the test's that notes its calls and answers as told: what the scripts ask of a cluster, in which order, and what they do
/// about the answers; dotnet gives way likewise to test the audit. That a real kubectl takes the calls is not tested here.
/// </summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-scripts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Deploy_ThatBecomesHealthy_WaitsForStoresMigrationAndServicesInThisOrder()
    {
        var (exitCode, output) = await DeployAsync();
        Assert.True(exitCode == 0, output);
        var calls = Calls();
        int[] order =
        [
            IndexOf(calls, "apply .*component=store"), IndexOf(calls, "rollout status statefulset.apps/timescaledb"), IndexOf(calls, "delete jobs"), IndexOf(calls, "apply .*component=migration"),
            IndexOf(calls, "wait --for=condition=complete job.batch/schema-1"), IndexOf(calls, "apply .*component=service"), IndexOf(calls, "rollout status deployment.apps/gateway"),
            IndexOf(calls, "get --raw .*health/ready"),
        ];
        Assert.Equal(order.Order(), order);
        Assert.DoesNotContain(calls, call => call.Contains("undo", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Deploy_ServiceThatDoesNotBecomeReady_RollsBackWhatThisRunChangedAndFails()
    {
        var (exitCode, output) = await DeployAsync(fails: "rollout status deployment.apps/gateway");
        Assert.Equal(1, exitCode);
        Assert.Contains("rolled back", output, StringComparison.Ordinal);
        var undone = Calls().Where(call => call.StartsWith("rollout undo", StringComparison.Ordinal)).Select(call => call.Split(' ')[2]);
        // The scorer kept its revision: it was not changed.
        Assert.Equal(["deployment.apps/gateway"], undone);
        Assert.Equal("kind: List\n    name: scorer-environment\n", await File.ReadAllTextAsync(Path.Combine(_folder, "replaced")));
    }

    [SkippableFact]
    public async Task Deploy_ObjectThatTheServerRefuses_RollsBack()
    {
        var (exitCode, output) = await DeployAsync(fails: "component=service", alsoAfterUndo: true);
        Assert.Equal(1, exitCode);
        Assert.Contains("the API server refuses a part of", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Deploy_RollbackThatDoesNotBecomeReadyEither_SaysSo()
    {
        var (exitCode, output) = await DeployAsync("rollout status deployment.apps/gateway", alsoAfterUndo: true);
        Assert.Equal(1, exitCode);
        Assert.Contains("ROLLBACK INCOMPLETE", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Deploy_GatewayThatIsNotReady_RollsBack()
    {
        var (exitCode, _) = await DeployAsync(fails: "get --raw");
        Assert.Equal(1, exitCode);
        Assert.Contains(Calls(), call => call.StartsWith("rollout undo deployment.apps/gateway", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Deploy_MigrationThatFails_IsNoticedWhileItsCompletionIsWaitedFor_AndLeavesTheServicesAlone()
    {
        var (exitCode, output) = await DeployAsync(migrationFails: true);
        Assert.Equal(1, exitCode);
        Assert.Contains("the migration job.batch/schema-1 failed: BackoffLimitExceeded: Job has reached the specified backoff limit", output, StringComparison.Ordinal);
        Assert.Contains("0051_posted_windows.sql failed", output, StringComparison.Ordinal);
        Assert.Contains("rolled back", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls(), IsApplyOfServices);
        await AssertEndedAsync("complete");
    }

    [SkippableFact]
    public async Task Deploy_MigrationThatCompletes_IsNotWatchedForItsFailureAnyMore()
    {
        var (exitCode, output) = await DeployAsync();
        Assert.True(exitCode == 0, output);
        await AssertEndedAsync("failed");
    }

    [SkippableFact]
    public async Task Deploy_MigrationThatDoesNotEndInTime_LeavesTheServicesAlone()
    {
        var (exitCode, output) = await DeployAsync(fails: "wait --for");
        Assert.Equal(1, exitCode);
        Assert.Contains("did not complete within 7 s", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls(), IsApplyOfServices);
    }

    [SkippableFact]
    public async Task Deploy_WithoutTheSecret_SaysHowToMakeIt()
    {
        var (exitCode, output) = await DeployAsync(fails: "get secret");
        Assert.Equal(1, exitCode);
        Assert.Contains("eng/secrets.sh | kubectl apply -f -", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Secrets_Printed_HaveAValueForEveryKeyAndNoTwoAlike()
    {
        Kubectl("get secret");
        var first = await RunAsync("secrets.sh");
        var second = await RunAsync("secrets.sh");
        Assert.True(first.ExitCode == 0, first.Output);
        var values = Regex.Matches(first.Output, @"^  ([a-z-]+): ""([A-Za-z0-9]{32,64})""$", RegexOptions.Multiline).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Assert.Equal(["admin-password", "redis-password", "redis-password-uri-encoded", "timescaledb-password", "timescaledb-password-uri-encoded", "token-key"], values.Keys.Order());
        Assert.Equal(values["redis-password"], values["redis-password-uri-encoded"]);
        Assert.Equal(4, values.Values.Distinct().Count());
        Assert.DoesNotContain(values["token-key"], second.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Secrets_WhereTheClusterHasThem_AreNotMadeAnew()
    {
        Kubectl(fails: "nothing");
        var (exitCode, output) = await RunAsync("secrets.sh");
        Assert.Equal(1, exitCode);
        Assert.Contains("exists", output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("Newtonsoft.Json 12.0.1 12.0.1 High", "has no vulnerable packages", 0)]
    [InlineData("Newtonsoft.Json 12.0.1 12.0.1 High", "Some.Package 1.0.0 1.0.0 Critical", 1)]
    [InlineData("has no vulnerable packages", "has no vulnerable packages", 3)]
    public async Task Audit_OfAFeed_ChecksFirstThatTheFeedKnowsVulnerabilities(string canary, string packages, int expected)
    {
        RequireBash();
        Program("dotnet", $"""
            case "$*" in
              list*canary*) echo '{canary}' ;;
              list*) echo '{packages}' ;;
            esac
            """);
        Assert.Equal(expected, (await RunAsync("audit.sh")).ExitCode);
    }

    [SkippableFact]
    public async Task ReleaseNotes_OfCommits_AreByArea()
    {
        var (exitCode, output) = await RunAsync("release-notes.sh", "HEAD~3");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"(?m)^## \S", output);
        Assert.Matches(@"(?m)^- \S", output);
    }

    [SkippableFact]
    public async Task Sbom_OfAProgram_ListsItsPackagesWithHashes()
    {
        RequireBash();
        var deps = Path.Combine(AppContext.BaseDirectory, "Faultline.Deploy.Tests.deps.json");
        var (exitCode, output, error) = await Tool.RunAsync("dotnet", "run", Path.Combine(Checkout.Root, "eng", "sbom.cs"), "--", deps, "tests", "1.2.3");
        Assert.True(exitCode == 0, output + error);
        var bom = JsonNode.Parse(output)!;
        Assert.Equal(("CycloneDX", "1.6", "1.2.3"), (bom["bomFormat"]!.GetValue<string>(), bom["specVersion"]!.GetValue<string>(), bom["metadata"]!["component"]!["version"]!.GetValue<string>()));
        var yaml = bom["components"]!.AsArray().Single(component => component!["name"]!.GetValue<string>() == "YamlDotNet")!;
        Assert.StartsWith("pkg:nuget/YamlDotNet@", yaml["purl"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{128}$", yaml["hashes"]![0]!["content"]!.GetValue<string>());
    }

    [Fact]
    public void Workflow_Each_CallsOnlyScriptsThatExistAndPinsItsActions()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, ".github", "workflows"), "*.yml"))
        {
            var text = File.ReadAllText(file);
            foreach (Match script in Regex.Matches(text, @"\b(?:eng/[\w-]+\.sh|\.ci/run)\b"))
                Assert.True(File.Exists(Path.Combine(Checkout.Root, script.Value)), $"{Path.GetFileName(file)}: {script.Value}");
            Assert.All(Regex.Matches(text, @"uses: (\S+)"), use => Assert.Matches(@"@(v\d+|[0-9a-f]{40})$", use.Groups[1].Value));
            Assert.Contains("permissions:", text, StringComparison.Ordinal);
        }
    }

    private static int IndexOf(List<string> calls, string pattern)
    {
        var at = calls.FindIndex(call => Regex.IsMatch(call, pattern));
        Assert.True(at >= 0, $"no call fits {pattern}:\n{string.Join('\n', calls)}");
        return at;
    }

    private static void RequireBash() => Skip.If(OperatingSystem.IsWindows(), "the scripts are for bash");

    private static bool IsApplyOfServices(string call) => call.StartsWith("apply", StringComparison.Ordinal) && call.Contains("component=service", StringComparison.Ordinal);

    /// <summary>The wait for a condition that did not come about is over: its process is gone, or goes as it was told to.</summary>
    private async Task AssertEndedAsync(string condition)
    {
        var id = int.Parse((await File.ReadAllTextAsync(Path.Combine(_folder, condition))).Trim(), CultureInfo.InvariantCulture);
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (ArgumentException)
        {
            // Gone already.
        }
    }

    private Task<(int ExitCode, string Output)> DeployAsync(string fails = "nothing", bool alsoAfterUndo = false, bool migrationFails = false)
    {
        Kubectl(fails, alsoAfterUndo, migrationFails);
        return RunAsync("deploy.sh", Path.Combine(Checkout.Kubernetes, "overlays", "production"), "--timeout", "7");
    }

    private List<string> Calls() => [.. File.ReadAllLines(Path.Combine(_folder, "calls"))];

    /// <summary>A cluster in which the gateway changes its revision when services are applied, and everything works but what contains <paramref name="fails"/>.</summary>
    private void Kubectl(string fails, bool alsoAfterUndo = false, bool migrationFails = false)
    {
        RequireBash();
        var (comes, doesNotCome) = migrationFails ? ("failed", "complete") : ("complete", "failed");
        Program("kubectl", $$"""
            echo "$*" >> '{{_folder}}/calls'
            case "$*" in
              *'{{fails}}'*) {{(alsoAfterUndo ? "false" : $"grep -q '^rollout undo' '{_folder}/calls'")}} || { echo "refused: $*" >&2; exit 1; } ;;
              'get deployments -n'*jsonpath*) if grep -q 'apply .*component=service' '{{_folder}}/calls'; then echo 'deployment.apps/gateway 8'; else echo 'deployment.apps/gateway 7'; fi; echo 'deployment.apps/scorer 3' ;;
              'get statefulsets -n'*jsonpath*) echo 'statefulset.apps/timescaledb timescaledb-5f' ;;
              'get deployments,statefulsets'*component=store*) echo statefulset.apps/timescaledb ;;
              'get deployments,statefulsets'*) echo deployment.apps/scorer; echo deployment.apps/gateway ;;
              'get jobs'*) echo job.batch/schema-1 ;;
              'wait --for=condition={{doesNotCome}} '*) echo $$ > '{{_folder}}/{{doesNotCome}}'; touch '{{_folder}}/waiting'; exec tail -f /dev/null ;;
              'wait --for=condition={{comes}} '*) until [ -e '{{_folder}}/waiting' ]; do :; done ;;
              'logs job.batch/schema-1'*) echo 'Migration 0051_posted_windows.sql failed' ;;
              'get job.batch/schema-1 '*) echo 'BackoffLimitExceeded: Job has reached the specified backoff limit' ;;
              'get configmaps'*) printf 'kind: List\n    name: scorer-environment\n    resourceVersion: "7"\n    uid: 1\n' ;;
              'replace -f -') cat > '{{_folder}}/replaced' ;;
            esac
            """);
    }

    /// <summary>Puts a script in a program's place.</summary>
    private void Program(string name, string script)
    {
        var program = Path.Combine(_folder, name);
        File.WriteAllText(program, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        RequireBash();
        var start = new ProcessStartInfo("bash", [Path.Combine(Checkout.Root, "eng", script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Checkout.Root };
        start.Environment["PATH"] = _folder + ":" + start.Environment["PATH"];
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, await output + await error);
    }
}
