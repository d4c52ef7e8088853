using Faultline.Collector;
using Faultline.Collector.Storing;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddTimeSeries();
builder.AddPlant();
builder.AddSpool();
builder.AddPublishing();
builder.AddStoring();
builder.AddPolling();
builder.Services.AddSingleton<IReadingStore, TimeSeriesStore>();

var app = builder.Build();
app.UseFaultlineProblemDetails();
app.MapDefaultEndpoints();
await app.RunAsync();
