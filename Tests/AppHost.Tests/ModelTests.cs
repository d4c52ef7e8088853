using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>The model that AppHost.cs' methods build, without processes.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("faultline-model-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Reference_ToADatabase_InjectsAspiresVariables()
    {
        var builder = Builder();
        var server = builder.AddPostgres("timescaledb");
        var database = server.AddDatabase("faultline");
        var project = builder.AddProject<SmallService.Metadata>("api").WithReference(database);
        server.Resource.Endpoint.AllocatedPort = 5555;
        var password = server.Resource.PasswordParameter.Value;
        var environment = Environment(project);
        Assert.Equal($"Host=127.0.0.1;Port=5555;Username=postgres;Password={password};Database=faultline", environment["ConnectionStrings__faultline"]);
        Assert.Equal("127.0.0.1", environment["FAULTLINE_HOST"]);
        Assert.Equal("5555", environment["FAULTLINE_PORT"]);
        Assert.Equal("postgres", environment["FAULTLINE_USERNAME"]);
        Assert.Equal(password, environment["FAULTLINE_PASSWORD"]);
        Assert.Equal("faultline", environment["FAULTLINE_DATABASENAME"]);
        Assert.Equal($"postgresql://postgres:{Uri.EscapeDataString(password)}@127.0.0.1:5555/faultline", environment["FAULTLINE_URI"]);
        Assert.Equal("jdbc:postgresql://127.0.0.1:5555/faultline", environment["FAULTLINE_JDBCCONNECTIONSTRING"]);
    }

    [Fact]
    public void Reference_ToRedis_InjectsAspiresVariables()
    {
        var builder = Builder();
        var redis = builder.AddRedis("redis");
        var project = builder.AddProject<SmallService.Metadata>("api").WithReference(redis);
        redis.Resource.Endpoint.AllocatedPort = 6666;
        var environment = Environment(project);
        Assert.Equal($"127.0.0.1:6666,password={environment["REDIS_PASSWORD"]}", environment["ConnectionStrings__redis"]);
        Assert.Equal($"redis://:{environment["REDIS_PASSWORD"]}@127.0.0.1:6666", environment["REDIS_URI"]);
        Assert.Equal(22, environment["REDIS_PASSWORD"].Length);
    }

    [Fact]
    public void Reference_ToAService_InjectsDiscoveryKeysOfEachEndpoint()
    {
        var builder = Builder();
        var simulator = builder.AddProject<SmallService.Metadata>("line-simulator").WithHttpEndpoint().WithEndpoint(scheme: "tcp", name: "modbus", env: "MODBUS_PORT");
        var project = builder.AddProject<SmallService.Metadata>("collector").WithReference(simulator);
        var port = 7000;
        foreach (var endpoint in simulator.Resource.Annotations.OfType<EndpointAnnotation>()) endpoint.AllocatedPort = port++;
        var environment = Environment(project);
        Assert.Equal("http://127.0.0.1:7000", environment["services__line-simulator__http__0"]);
        Assert.Equal("http://127.0.0.1:7000", environment["LINE_SIMULATOR_HTTP"]);
        Assert.Equal("tcp://127.0.0.1:7001", environment["services__line-simulator__modbus__0"]);
        var own = Environment(simulator);
        Assert.Equal("http://127.0.0.1:7000", own["ASPNETCORE_URLS"]);
        Assert.Equal("7001", own["MODBUS_PORT"]);
        Assert.Equal("line-simulator", own["OTEL_SERVICE_NAME"]);
        Assert.Equal("Development", own["ASPNETCORE_ENVIRONMENT"]);
        Assert.False(own.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT"));
    }

    [Fact]
    public void Parameter_Generated_IsKeptForTheNextRunInAFileForTheOwner()
    {
        var first = Builder().AddParameter("token-key", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true).Resource.Value;
        var second = Builder().AddParameter("token-key", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true).Resource.Value;
        Assert.Equal(64, first.Length);
        Assert.Equal(first, second);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_data, "secrets.json")));
    }

    [Fact]
    public void Parameter_Configured_IsNeitherGeneratedNorKept()
    {
        var builder = Builder();
        builder.Configuration["Parameters:admin-password"] = "given";
        Assert.Equal("given", builder.AddParameter("admin-password", new GenerateParameterDefault(), secret: true, persist: true).Resource.Value);
        Assert.False(File.Exists(Path.Combine(_data, "secrets.json")));
    }

    [Fact]
    public void Name_UsedTwice_IsAnError()
    {
        var builder = Builder();
        builder.AddRedis("redis");
        Assert.Throws<DistributedApplicationException>(() => builder.AddRedis("Redis"));
    }

    [Fact]
    public void Image_IsNotedWithItsPinnedTag()
    {
        var server = Builder().AddPostgres("timescaledb").WithImage(ImageTags.TimescaleImage).WithImageTag(ImageTags.TimescaleTag).WithDataVolume("volume");
        var image = Assert.Single(server.Resource.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal(("timescale/timescaledb", "2.19.3-pg17"), (image.Image, image.Tag));
        Assert.Equal("volume", Assert.Single(server.Resource.Annotations.OfType<ContainerMountAnnotation>()).Source);
    }

    [Fact]
    public void Services_HaveNoLaunchProfiles()
    {
        // Aspire would take endpoints from them besides those of AppHost.cs; the embedded host does not read them.
        var root = Path.GetDirectoryName(Builder().AppHostDirectory)!;
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(root, "Services"), "launchSettings.json", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(root, "Web", "Gateway"), "launchSettings.json", SearchOption.AllDirectories));
    }

    private static Dictionary<string, string> Environment(IResourceBuilder<IResource> resource) => Embedded.ProjectRunner.Environment(resource.Resource);

    private IDistributedApplicationBuilder Builder() => DistributedApplication.CreateBuilder(["--data", _data]);
}
