using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Faultline.AppHost.Manifest;
using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>
/// The manifest of a small graph. The expected texts are what Aspire's own publisher writes for the same calls, as seen in the manifests of its repository's
/// playgrounds.
/// </summary>
public sealed class ManifestTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("faultline-manifest-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Redis_Published_HasAspiresEntryPointAndPlaceholders()
    {
        var redis = Publish(builder => builder.AddRedis("redis").WithImageTag("8.2.1"))["redis"]!;
        Assert.Equal(
            "{redis.bindings.tcp.host}:{redis.bindings.tcp.port},password={redis-password.value}{cond-redis-bindings-tcp-tlsenabled-d148d83a.connectionString}",
            redis["connectionString"]!.GetValue<string>());
        Assert.Equal("docker.io/library/redis:8.2.1", redis["image"]!.GetValue<string>());
        Assert.Equal(["-c", "redis-server --requirepass $REDIS_PASSWORD"], redis["args"]!.AsArray().Select(item => item!.GetValue<string>()));
        Assert.Equal("""{"tcp":{"scheme":"redis","protocol":"tcp","transport":"tcp","targetPort":6379}}""", redis["bindings"]!.ToJsonString());
    }

    [Theory]
    [InlineData("redis", "cond-redis-bindings-tcp-tlsenabled-d148d83a")]
    [InlineData("basketcache", "cond-basketcache-bindings-tcp-tlsenabled-8c2280ff")]
    public void TlsSuffix_OfRedis_HasAspiresName(string redis, string name) =>
        Assert.Equal("", Publish(builder => builder.AddRedis(redis))[name]!["connectionString"]!.GetValue<string>());

    [Fact]
    public void Database_Published_RefersToItsServerAndPassword()
    {
        var manifest = Publish(builder =>
        {
            var database = builder.AddPostgres("postgres").AddDatabase("catalogdb");
            builder.AddProject<SmallService.Metadata>("api").WithHttpEndpoint().WithReference(database);
        });
        Assert.Equal("{postgres.connectionString};Database=catalogdb", manifest["catalogdb"]!["connectionString"]!.GetValue<string>());
        Assert.Equal(
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "HTTP_PORTS", "ConnectionStrings__catalogdb", "CATALOGDB_HOST", "CATALOGDB_PORT",
             "CATALOGDB_USERNAME", "CATALOGDB_PASSWORD", "CATALOGDB_URI", "CATALOGDB_JDBCCONNECTIONSTRING", "CATALOGDB_DATABASENAME"],
            manifest["api"]!["env"]!.AsObject().Select(member => member.Key));
        Assert.Equal(
            "postgresql://postgres:{postgres-password-uri-encoded.value}@{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/catalogdb",
            manifest["api"]!["env"]!["CATALOGDB_URI"]!.GetValue<string>());
        Assert.Equal("""{"type":"annotated.string","value":"{postgres-password.value}","filter":"uri"}""", manifest["postgres-password-uri-encoded"]!.ToJsonString());
        Assert.Equal(["postgres", "catalogdb", "api", "postgres-password", "postgres-password-uri-encoded"], manifest.Select(member => member.Key));
    }

    [Fact]
    public void Endpoint_Published_GetsAPortOnlyWhereTheDeploymentDoesNotChoose()
    {
        var manifest = Publish(builder =>
        {
            var simulator = builder.AddProject<SmallService.Metadata>("simulator").WithHttpEndpoint().WithEndpoint(scheme: "tcp", name: "modbus", env: "MODBUS_PORT");
            builder.AddProject<SmallService.Metadata>("gateway").WithHttpEndpoint(port: 8080).WithExternalHttpEndpoints().WithReference(simulator);
        });
        Assert.Equal(
            """{"http":{"scheme":"http","protocol":"tcp","transport":"http"},"modbus":{"scheme":"tcp","protocol":"tcp","transport":"tcp","targetPort":8000}}""",
            manifest["simulator"]!["bindings"]!.ToJsonString());
        Assert.Equal("{simulator.bindings.modbus.targetPort}", manifest["simulator"]!["env"]!["MODBUS_PORT"]!.GetValue<string>());
        Assert.Equal("""{"http":{"scheme":"http","protocol":"tcp","transport":"http","port":8080,"external":true}}""", manifest["gateway"]!["bindings"]!.ToJsonString());
        Assert.Equal("{simulator.bindings.modbus.url}", manifest["gateway"]!["env"]!["services__simulator__modbus__0"]!.GetValue<string>());
    }

    [Fact]
    public void Parameter_Published_KeepsItsValueToItself()
    {
        var manifest = Publish(builder =>
        {
            builder.Configuration["Parameters:token-key"] = "must-not-be-written";
            builder.AddParameter("token-key", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true);
        });
        Assert.Equal(
            """{"type":"parameter.v0","value":"{token-key.inputs.value}","inputs":{"value":{"type":"string","secret":true,"default":{"generate":{"minLength":64,"special":false}}}}}""",
            manifest["token-key"]!.ToJsonString());
        Assert.False(File.Exists(Path.Combine(_data, "secrets.json")));
    }

    [Theory]
    [InlineData("--publisher", "docker", "publisher 'docker' is unknown")]
    [InlineData("--operation", "dance", "operation 'dance' is unknown")]
    public void Rejects_WhatIsNoManifest(string name, string value, string message)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { [ManifestPublisher.Switches[name]] = value };
        Assert.Contains(message, Assert.Throws<DistributedApplicationException>(() => ManifestPublisher.IsAskedFor(configuration)).Message, StringComparison.Ordinal);
    }

    private JsonObject Publish(Action<IDistributedApplicationBuilder> describe)
    {
        var builder = DistributedApplication.CreateBuilder(["--publisher", "manifest", "--output-path", _data, "--data", _data]);
        describe(builder);
        builder.Build().Run();
        Assert.Equal(0, Environment.ExitCode);
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_data, "aspire-manifest.json")))!["resources"]!.AsObject();
    }
}
