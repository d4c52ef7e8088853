using Faultline.Schema;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddSingleton<SchemaMigrator>();
builder.Services.AddSingleton<MigrationRun>();

using var host = builder.Build();
await host.StartAsync();
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
var exitCode = await host.Services.GetRequiredService<MigrationRun>().RunAsync(stopping);
await host.StopAsync();
return exitCode;
