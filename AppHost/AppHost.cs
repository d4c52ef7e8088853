using Faultline.AppHost;
using Microsoft.Extensions.Configuration;

// `publish` writes aspire-manifest.json and deploy/kubernetes instead of running the graph.
var publication = Publication.From(args);
var builder = DistributedApplication.CreateBuilder(publication?.Arguments ?? args);

// Settings: --data DIR, --port N, --replay DIR (recorded cycles in the UCI format), --replay-stride N (every n-th), --speed N (whole line N times faster).
var settings = builder.Configuration;
var data = builder.ExecutionContext.IsPublishMode ? "/var/lib/faultline" : Path.GetFullPath(settings["Data"] ?? settings["FAULTLINE_DATA"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data"));
var replay = settings["Replay"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;
var speed = settings["Speed"] ?? "1";
if (settings["FAULTLINE_ADMIN_PASSWORD"] is { Length: > 0 } chosen) settings["Parameters:admin-password"] = chosen;

var adminPassword = builder.AddParameter("admin-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
var tokenKey = builder.AddParameter("token-key", new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true);

var timescaledb = builder.AddPostgres("timescaledb")
    .WithImage(ImageTags.TimescaleImage).WithImageTag(ImageTags.TimescaleTag)
    .WithDataVolume("faultline-timescaledb");
var faultline = timescaledb.AddDatabase("faultline");
var redis = builder.AddRedis("redis").WithImageTag(ImageTags.RedisTag);

var schema = builder.AddProject<Projects.Schema>("schema")
    .WithReference(faultline).WaitFor(faultline);

var simulator = builder.AddProject<Projects.Simulator>("simulator")
    .WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
    .WithEndpoint(scheme: "tcp", name: "modbus", env: "Faultline__ModbusPort")
    .WithEndpoint(scheme: "tcp", name: "opcua", env: "Faultline__OpcUaPort")
    .WithEnvironment("Faultline__OpcUaFolder", $"{data}/simulator")
    .WithEnvironment("Faultline__Replay", replay)
    .WithEnvironment("Faultline__ReplayStride", settings["Replay-Stride"] ?? "1")
    .WithEnvironment("Faultline__Speed", speed);

builder.AddProject<Projects.Collector>("collector")
    .WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
    .WithEnvironment("Faultline__SpoolFolder", $"{data}/spool")
    .WithEnvironment("Faultline__Speed", speed)
    .WithReference(faultline).WaitForCompletion(schema)
    .WithReference(redis).WaitFor(redis)
    .WithReference(simulator).WaitFor(simulator);

var scorer = builder.AddProject<Projects.Scorer>("scorer")
    .WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
    .WithEnvironment("Faultline__TokenKey", tokenKey)
    .WithReference(faultline).WaitForCompletion(schema)
    .WithReference(redis).WaitFor(redis);

var diagnosticsApi = builder.AddProject<Projects.DiagnosticsApi>("diagnostics-api")
    .WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
    .WithEnvironment("Faultline__TokenKey", tokenKey)
    .WithEnvironment("Faultline__AdminPassword", adminPassword)
    .WithReference(faultline).WaitForCompletion(schema)
    .WithReference(redis).WaitFor(redis)
    .WithReference(scorer);

builder.AddProject<Projects.Gateway>("gateway")
    .WithHttpEndpoint(port: settings.GetValue("Port", 8080)).WithHttpHealthCheck("/health/ready").WithExternalHttpEndpoints()
    .WithEnvironment("Faultline__TokenKey", tokenKey)
    .WithReference(diagnosticsApi).WaitFor(diagnosticsApi)
    .WithReference(scorer).WithReference(simulator);

builder.Build().Run();
publication?.Complete();
