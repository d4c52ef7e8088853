using Faultline.ServiceDefaults;

namespace Faultline.Simulator;

/// <summary>The whole service; <c>Program.cs</c> runs it, tests run it on free ports.</summary>
internal static class SimulatorApplication
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddSimulator();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseFaultlineProblemDetails();
        app.MapDefaultEndpoints();
        app.MapSimulator();
        return app;
    }
}
