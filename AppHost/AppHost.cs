using Faultline.AppHost;

// `publish` writes aspire-manifest.json and deploy/kubernetes instead of running the graph.
var publication = Publication.From(args);
var builder = DistributedApplication.CreateBuilder(publication?.Arguments ?? args);

var settings = LineSettings.From(args);
var data = builder.ExecutionContext.IsPublishMode ? "/var/lib/faultline" : Path.GetFullPath(builder.Configuration["Faultline:Data"] ?? settings.Data ?? Path.Combine(builder.AppHostDirectory, "..", ".data"));
if (settings.AdminPassword is { } chosen) builder.Configuration["Parameters:admin-password"] = chosen;

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
    .WithEnvironment("Faultline__Replay", settings.Replay)
    .WithEnvironment("Faultline__ReplayStride", settings.ReplayStride)
    .WithEnvironment("Faultline__Speed", settings.Speed);

builder.AddProject<Projects.Collector>("collector")
    .WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
    .WithEnvironment("Faultline__SpoolFolder", $"{data}/spool")
    .WithEnvironment("Faultline__Speed", settings.Speed)
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
    .WithHttpEndpoint(port: settings.Port).WithHttpHealthCheck("/health/ready").WithExternalHttpEndpoints()
    .WithEnvironment("Faultline__TokenKey", tokenKey)
    .WithReference(diagnosticsApi).WaitFor(diagnosticsApi)
    .WithReference(scorer).WithReference(simulator);

builder.Build().Run();
publication?.Complete();
