using Faultline.ServiceDefaults;
using Faultline.Simulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSimulator();

var app = builder.Build();
app.UseFaultlineProblemDetails();
app.MapDefaultEndpoints();
app.MapSimulator();
await app.RunAsync();
