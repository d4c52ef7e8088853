using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Twin;
using Faultline.ServiceDefaults;
using Faultline.Simulator.Control;
using Faultline.Simulator.Machines;
using Faultline.Simulator.Modbus;
using Faultline.Simulator.OpcUa;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Faultline.Simulator;

/// <summary>What the simulator consists of, and its routes.</summary>
internal static class SimulatorServices
{
    /// <summary>Options, machines, Modbus and OPC UA servers, and readiness.</summary>
    public static WebApplicationBuilder AddSimulator(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<SimulatorOptions>, SimulatorOptionsValidator>();
        builder.Services.AddOptions<SimulatorOptions>().BindConfiguration(SimulatorOptions.Section)
            .PostConfigure<IConfiguration>((options, configuration) => SimulatorConfiguration.Apply(configuration, options))
            .ValidateOnStart();
        builder.Services.AddSingleton(services => new PlantClock(
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<SimulatorOptions>>().Value.Speed));
        builder.Services.AddSingleton(services => CreatePark(
            services.GetRequiredService<IOptions<SimulatorOptions>>().Value, services.GetRequiredService<PlantClock>()));
        builder.Services.AddSingleton<ModbusService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ModbusService>());
        builder.Services.AddSingleton<OpcUaService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OpcUaService>());
        builder.Services.AddHealthChecks().AddCheck<ModbusHealthCheck>("modbus", HealthStatus.Unhealthy, [Health.ReadyTag])
            .AddCheck<OpcUaHealthCheck>("opcua", HealthStatus.Unhealthy, [Health.ReadyTag]);
        builder.Services.ConfigureHttpJsonOptions(options => FaultlineJson.Apply(options.SerializerOptions));
        return builder;
    }

    /// <summary>The control API. It needs no sign-in: the simulator runs in development only, behind the gateway's own.</summary>
    public static WebApplication MapSimulator(this WebApplication app)
    {
        app.MapGroup("/simulator").WithTags("Simulator")
            .MapMachinesApi().MapConditionsApi().MapSensorsApi().MapConnectionApi().MapTimeApi();
        return app;
    }

    private static MachinePark CreatePark(SimulatorOptions options, PlantClock clock)
    {
        if (options.Replay is { } folder)
        {
            var recorded = RecordedCycles.Load(folder, keepFullRate: true, requireLabels: false);
            return new MachinePark([.. Enumerable.Range(0, options.Machines).Select(index => new Machine(
                index + 1, clock, new RecordedModel(recorded, index, options.Machines, options.ReplayStride, options.ReplayEnd), 0))]);
        }
        // Machines in a hall are not in step: their cycles start evenly spread.
        var apart = HydraulicRig.CycleDuration.TotalSeconds / options.Machines;
        var twin = RigTwin.LoadEmbedded();
        return new MachinePark([.. Enumerable.Range(0, options.Machines).Select(index => new Machine(
            index + 1, clock, new TwinModel(twin, options.Seed + index), index * apart))]);
    }
}
