using Faultline.Collector.Alarming;
using Faultline.Collector.Commands;
using Faultline.Collector.Configuring;
using Faultline.Collector.Devices;
using Faultline.Collector.Drivers;
using Faultline.Collector.Drivers.Modbus;
using Faultline.Collector.Drivers.OpcUa;
using Faultline.Collector.Plant;
using Faultline.Collector.Processing;
using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Collector.Storing;
using Faultline.Collector.Validation;
using Faultline.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Faultline.Collector;

/// <summary>What the collector consists of, along the way of a reading.</summary>
internal static class CollectorServices
{
    /// <summary>Who this collector is, and which version of the plant it reads.</summary>
    public static WebApplicationBuilder AddPlant(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<PlantOptions>, PlantOptionsValidator>();
        builder.Services.AddOptions<PlantOptions>().BindConfiguration(PlantOptions.Section)
            .PostConfigure<IConfiguration>((options, configuration) => CollectorConfiguration.Apply(configuration, options))
            .ValidateOnStart();
        builder.Services.AddSingleton<CollectorIdentity>();
        builder.Services.AddSingleton<ActivePlant>();
        builder.Services.AddSingleton<CollectorMetrics>();
        return builder;
    }

    /// <summary>Versions of the plant, drivers, devices, validation.</summary>
    public static WebApplicationBuilder AddDevices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ValidationOptions>, ValidationOptionsValidator>();
        builder.Services.AddOptions<ValidationOptions>().BindConfiguration(ValidationOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<PipelineFactory>();
        builder.Services.AddSingleton<CertificateShelf>();
        builder.Services.AddSingleton<ModbusLines>();
        builder.Services.AddSingleton<ModbusConnector>();
        builder.Services.AddSingleton<IDeviceDriver, ModbusDriver>();
        builder.Services.AddSingleton<IValidateOptions<OpcUaOptions>, OpcUaOptionsValidator>();
        builder.Services.AddOptions<OpcUaOptions>().BindConfiguration(OpcUaOptions.Section)
            .PostConfigure<IOptions<SpoolOptions>>((options, spool) => options.ApplyDefaults(spool.Value))
            .ValidateOnStart();
        builder.Services.AddSingleton<OpcUaTrust>();
        builder.Services.AddSingleton<OpcUaConnector>();
        builder.Services.AddSingleton<IDeviceDriver, OpcUaDriver>();
        builder.Services.AddSingleton<DeviceFleet>();
        builder.Services.AddSingleton<IPlantVersions, DatabaseVersions>();
        builder.Services.AddSingleton<ConfigurationCache>();
        builder.Services.AddHosted<ConfigurationHints>();
        builder.Services.AddHosted<ConfigurationService>();
        builder.Services.AddHostedService<StatusService>();
        builder.Services.AddHostedService<CollectorAlarms>();
        builder.Services.AddHostedService<TagMetrics>();
        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddView(instrument =>
            instrument.Name.StartsWith(CollectorMetrics.TagPrefix, StringComparison.Ordinal) ? new MetricStreamConfiguration { CardinalityLimit = CollectorMetrics.MostTags } : null));
        builder.Services.AddHealthChecks().AddCheck<DevicesHealthCheck>("polling", HealthStatus.Unhealthy, [Health.ReadyTag]);
        return builder;
    }

    /// <summary>What users ask the collector to do.</summary>
    public static WebApplicationBuilder AddCommands(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ICommandHandler, WriteHandler>();
        builder.Services.AddSingleton<ICommandHandler, ReplayHandler>();
        builder.Services.AddSingleton<ICommandHandler, CertificatesHandler>();
        builder.Services.AddSingleton<ICommandHandler, BrowseHandler>();
        builder.Services.AddHosted<CommandHints>();
        builder.Services.AddHostedService<CommandService>();
        return builder;
    }

    /// <summary>The write-ahead log on the local disk.</summary>
    public static WebApplicationBuilder AddSpool(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<SpoolOptions>, SpoolOptionsValidator>();
        builder.Services.AddOptions<SpoolOptions>().BindConfiguration(SpoolOptions.Section)
            .PostConfigure<IConfiguration>((options, configuration) => CollectorConfiguration.Apply(configuration, options))
            .ValidateOnStart();
        builder.Services.AddSingleton<Spool>();
        builder.Services.AddHostedService<SpoolFlusher>();
        return builder;
    }

    /// <summary>The fast way, over Redis.</summary>
    public static WebApplicationBuilder AddPublishing(this WebApplicationBuilder builder)
    {
        builder.AddRedis("redis");
        builder.Services.AddHosted<RedisPublisher>();
        builder.Services.AddSingleton<IReadingPublisher>(services => services.GetRequiredService<RedisPublisher>());
        return builder;
    }

    /// <summary>From the spool to the database.</summary>
    public static WebApplicationBuilder AddStoring(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<StoringOptions>, StoringOptionsValidator>();
        builder.Services.AddOptions<StoringOptions>().BindConfiguration(StoringOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IReadingStore, TimeSeriesStore>();
        builder.Services.AddHosted<StoreService>();
        builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("storing", HealthStatus.Unhealthy, [Health.ReadyTag]);
        return builder;
    }

    private static void AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
