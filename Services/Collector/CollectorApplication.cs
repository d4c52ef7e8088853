using Faultline.ServiceDefaults;
using Faultline.TimeSeries;

namespace Faultline.Collector;

/// <summary>The whole service; <c>Program.cs</c> runs it, tests run it with other ends.</summary>
internal static class CollectorApplication
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddTimeSeries();
        builder.AddPlant();
        builder.AddSpool();
        builder.AddPublishing();
        builder.AddStoring();
        builder.AddDevices();
        builder.AddCommands();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseFaultlineProblemDetails();
        app.MapDefaultEndpoints();
        return app;
    }
}
