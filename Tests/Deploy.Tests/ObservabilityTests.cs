using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Faultline.Kubernetes.Tests;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Faultline.Deploy.Tests;

/// <summary>deploy/observability: rules that promtool accepts and that fire as meant, over metrics that exist.</summary>
public sealed partial class ObservabilityTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "deploy", "observability");
    private static readonly string Rules = Path.Combine(Folder, "prometheus", "rules.yml");

    [SkippableFact]
    public async Task Rules_InPromtool_AreValidAndFireAsTheirTestsSay()
    {
        await Tool.RequireAsync("promtool", "--version");
        var check = await Tool.RunAsync("promtool", "check", "rules", Rules);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        var test = await Tool.RunAsync("promtool", "test", "rules", Path.Combine(Folder, "prometheus", "rules.test.yml"));
        Assert.True(test.ExitCode == 0, test.Output + test.Error);
    }

    [SkippableFact]
    public async Task ScrapeConfiguration_InPromtool_IsValid()
    {
        await Tool.RequireAsync("promtool", "--version");
        // Debian builds promtool without Kubernetes: its discovery gives way to a fixed target, all else is checked as it is.
        var text = KubernetesDiscovery().Replace(await File.ReadAllTextAsync(Path.Combine(Folder, "prometheus", "prometheus.yml")), "    static_configs: [{targets: ['127.0.0.1:8080']}]\n");
        var credentials = text.Replace("/var/run/secrets/kubernetes.io/serviceaccount/", Path.GetTempPath(), StringComparison.Ordinal);
        var copy = Path.Combine(Folder, "prometheus", $"check-{Guid.NewGuid():n}.yml");
        var files = ((string[])["token", "ca.crt"]).Select(name => Path.Combine(Path.GetTempPath(), name)).Where(path => !File.Exists(path)).ToList();
        try
        {
            foreach (var file in files) await File.WriteAllTextAsync(file, "");
            await File.WriteAllTextAsync(copy, credentials);
            var check = await Tool.RunAsync("promtool", "check", "config", "--syntax-only", copy);
            Assert.True(check.ExitCode == 0, check.Output + check.Error);
        }
        finally
        {
            File.Delete(copy);
            files.ForEach(File.Delete);
        }
    }

    [Fact]
    public void Alert_Each_HasUnitTestsSeverityAndARunbook()
    {
        var tests = File.ReadAllText(Path.Combine(Folder, "prometheus", "rules.test.yml"));
        var runbooks = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "runbooks.md"));
        var alerts = Alerts().ToList();
        Assert.True(alerts.Count >= 8);
        foreach (var (name, rule) in alerts)
        {
            Assert.True(tests.Contains($"alertname: {name}", StringComparison.Ordinal), $"{name} has no unit test");
            Assert.True(rule["labels"]["severity"].ToString() is "warning" or "critical", name);
            Assert.Equal($"docs/runbooks.md#{name.ToLowerInvariant()}", rule["annotations"]["runbook"].ToString());
            var section = Regex.Match(runbooks, $@"^## {name}\n(.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;
            foreach (var part in (string[])["**Symptom**", "**Check**", "**Fix**"])
                Assert.True(section.Contains(part, StringComparison.Ordinal), $"docs/runbooks.md: {name} has no {part}");
        }

        var entries = Regex.Matches(runbooks, @"^## (Faultline\w+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(alerts.Select(alert => alert.Name).Order(), entries.Order());
    }

    [Fact]
    public void Metric_InARuleOrPanel_Exists()
    {
        var recorded = Yaml(Rules).SelectMany(RulesOf).Where(rule => rule.Children.ContainsKey("record")).Select(rule => rule["record"].ToString()).ToHashSet();
        var expressions = Yaml(Rules).SelectMany(RulesOf).Select(rule => (Where: "rules.yml", Text: rule["expr"].ToString())).Concat(
            from file in Directory.EnumerateFiles(Path.Combine(Folder, "grafana"), "*.json")
            from panel in JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray()
            from target in panel!["targets"]!.AsArray()
            select (Where: Path.GetFileName(file), Text: target!["expr"]!.GetValue<string>()));
        var unknown = from expression in expressions
                      from name in MetricNames(expression.Text)
                      where !Instruments.Names.Contains(name) && !recorded.Contains(name)
                      select $"{expression.Where}: {name}";
        Assert.Empty(unknown);
    }

    [Fact]
    public void Dashboard_Each_HasPanelsWithUnitsThatDoNotOverlap()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "grafana"), "*.json"))
        {
            var dashboard = JsonNode.Parse(File.ReadAllText(file))!;
            var panels = dashboard["panels"]!.AsArray();
            Assert.NotEmpty(panels);
            Assert.Equal(panels.Count, panels.Select(panel => (panel!["gridPos"]!["x"]!.GetValue<int>(), panel["gridPos"]!["y"]!.GetValue<int>())).Distinct().Count());
            Assert.Equal(panels.Count, panels.Select(panel => panel!["id"]!.GetValue<int>()).Distinct().Count());
            Assert.All(panels, panel =>
            {
                Assert.NotEmpty(panel!["fieldConfig"]!["defaults"]!["unit"]!.GetValue<string>());
                Assert.NotEmpty(panel["description"]!.GetValue<string>());
                Assert.Equal("${datasource}", panel["datasource"]!["uid"]!.GetValue<string>());
            });
        }
    }

    [Fact]
    public void LogCollection_InItsPipelines_NamesOnlyWhatIsConfigured()
    {
        var collector = Yaml(Path.Combine(Folder, "opentelemetry", "collector.yaml")).Single();
        var pipelines = (YamlMappingNode)collector["service"]["pipelines"];
        foreach (var (name, pipeline) in pipelines.Children)
            foreach (var part in (string[])["receivers", "processors", "exporters"])
                foreach (var item in (YamlSequenceNode)pipeline[part])
                    Assert.True(((YamlMappingNode)collector[part]).Children.ContainsKey(item), $"{name}: {part} has no {item}");
        Assert.Contains("faultline_", collector["receivers"]["filelog"]["include"].ToString(), StringComparison.Ordinal);
    }

    /// <summary>With the real one, where there is one: no package feed has it, so FAULTLINE_OTELCOL names a collector of the contrib distribution.</summary>
    [SkippableFact]
    public async Task LogCollection_InACollector_IsValid()
    {
        var collector = Environment.GetEnvironmentVariable("FAULTLINE_OTELCOL");
        Skip.If(collector is null, "FAULTLINE_OTELCOL names no OpenTelemetry collector");
        var check = await Tool.RunAsync(collector, "validate", "--config", "file:" + Path.Combine(Folder, "opentelemetry", "collector.yaml"));
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    private static IEnumerable<(string Name, YamlMappingNode Rule)> Alerts() =>
        Yaml(Rules).SelectMany(RulesOf).Where(rule => rule.Children.ContainsKey("alert")).Select(rule => (rule["alert"].ToString(), rule));

    private static IEnumerable<YamlMappingNode> RulesOf(YamlMappingNode document) =>
        ((YamlSequenceNode)document["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Yaml(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(file);
        stream.Load(reader);
        return stream.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }

    /// <summary>Words of an expression that are series: not labels in braces or after by, not functions, not numbers.</summary>
    private static IEnumerable<string> MetricNames(string expression)
    {
        var bare = Labels().Replace(expression, " ");
        return Words().Matches(bare).Select(match => match.Value).Where(word => word.Contains('_', StringComparison.Ordinal) || word == "up")
            .Where(word => word is not ("histogram_quantile" or "min_over_time" or "predict_linear" or "__rate_interval")).Distinct();
    }

    [GeneratedRegex(@"\{[^}]*\}|\b(?:by|without)\s*\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Labels();

    [GeneratedRegex(@"(?<![\w:$])[a-z_][a-z0-9_:]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"    kubernetes_sd_configs:\n      - role: \w+\n(?:        namespaces:\n          names: \[\w+\]\n)?")]
    private static partial Regex KubernetesDiscovery();
}
