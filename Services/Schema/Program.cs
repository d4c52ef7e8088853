using Faultline.Schema;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
builder.Services.AddSingleton<SchemaMigrator>();
builder.Services.AddSingleton<DatabaseBackup>();
builder.Services.AddSingleton<DatabaseRestore>();
builder.Services.AddSingleton<CommandRun>();

using var host = builder.Build();
ISchemaCommand command;
try
{
    command = SchemaCommands.Create(args, host.Services);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return CommandRun.Failed;
}
await host.StartAsync();
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
var exitCode = await host.Services.GetRequiredService<CommandRun>().RunAsync(command, stopping);
await host.StopAsync();
return exitCode;
