using Faultline.Kubernetes.Manifest;
using Xunit;

namespace Faultline.Kubernetes.Tests;

/// <summary>Reading manifests and their placeholders.</summary>
public sealed class ManifestTests
{
    private const string Small = """
        {"resources": {
          "db": {"type": "container.v0", "image": "docker.io/x/db:1", "connectionString": "Host={db.bindings.tcp.host};Port={db.bindings.tcp.port};Password={key.value}",
                 "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432}}},
          "main": {"type": "value.v0", "connectionString": "{db.connectionString};Database=main"},
          "key": {"type": "parameter.v0", "value": "{key.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}},
          "api": {"type": "project.v0", "path": "Api.csproj", "env": {"DB": "{main.connectionString}", "KEY": "{key.value}", "OWN": "{api.bindings.http.targetPort}"},
                  "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "external": true}}}
        }}
        """;

    [Fact]
    public void Text_WithASecretInside_NamesItsVariableAndItsEdge()
    {
        var manifest = AspireManifest.Parse(Small);
        var text = new Expression(manifest).Resolve(manifest["api"].Environment["DB"]);
        Assert.Equal("Host=db;Port=5432;Password=$(SECRET_KEY);Database=main", text.Text);
        Assert.Equal([("db", "tcp")], text.Edges);
        Assert.Null(text.OnlySecret);
        Assert.Equal("key", new Expression(manifest).Resolve("{key.value}").OnlySecret);
    }

    [Fact]
    public void Edge_FromAConnectionString_LeadsToTheServer()
    {
        var edge = Assert.Single(GraphEdge.Of(AspireManifest.Parse(Small), new HashSet<string> { "api", "db" }));
        Assert.Equal(("api", "db", 5432), (edge.From, edge.To, edge.Binding.ListeningPort));
        Assert.Empty(GraphEdge.Of(AspireManifest.Parse(Small), new HashSet<string> { "api" }));
    }

    [Theory]
    [InlineData("{nobody.value}", "'nobody' is referred to")]
    [InlineData("{db.bindings.http.url}", "{db.bindings.http.url} names nothing")]
    [InlineData("{db.bindings.tcp.colour}", "has no colour")]
    public void Rejects_PlaceholderThatNamesNothing(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ManifestException>(() => new Expression(AspireManifest.Parse(Small)).Resolve(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", "no Aspire manifest")]
    [InlineData("nothing", "no Aspire manifest")]
    [InlineData("""{"resources": {"x": {"type": "executable.v0"}}}""", "x is of type executable.v0")]
    [InlineData("""{"resources": {"x": {"path": "a"}}}""", "no Aspire manifest")]
    public void Rejects_WhatIsNoManifest(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ManifestException>(() => AspireManifest.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rejects_GraphThatNoProfileCovers() =>
        Assert.Contains("no profile says how to deploy db, api", Assert.Throws<ManifestException>(() => KubernetesGenerator.Generate(AspireManifest.Parse(Small))).Message, StringComparison.Ordinal);
}
