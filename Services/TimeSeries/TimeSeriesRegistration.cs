using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Makes the stores available to a service.</summary>
public static class TimeSeriesRegistration
{
    /// <summary>Name of the connection string.</summary>
    public const string DefaultConnectionName = "faultline";

    /// <summary>Tag of checks that readiness asks; the same as ServiceDefaults'.</summary>
    private const string ReadyTag = "ready";

    /// <summary>
    /// Adds a pooled <see cref="NpgsqlDataSource"/> in the writer's role, a <see cref="ReaderDataSource"/>, every store, and the readiness check "database". The connection string is asked for when
    /// the first store is made; the database may be away then.
    /// </summary>
    public static TBuilder AddTimeSeries<TBuilder>(this TBuilder builder, string connectionName = DefaultConnectionName)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTimeSeries(connectionName, builder.Environment.ApplicationName);
        return builder;
    }

    /// <summary>The same for a service collection without a builder, such as a test's.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="applicationName">Shown by the server in pg_stat_activity.</param>
    public static IServiceCollection AddTimeSeries(
        this IServiceCollection services, string connectionName = DefaultConnectionName, string applicationName = "faultline")
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => CreateDataSource(provider, connectionName, applicationName, StorageRole.Writer));
        services.TryAddSingleton(provider => new ReaderDataSource(CreateDataSource(provider, connectionName, applicationName, StorageRole.Reader)));
        services.AddOptions<StorageConnectionOptions>().BindConfiguration(StorageConnectionOptions.Section);
        services.AddMetrics();
        services.TryAddSingleton<StorageMetrics>();
        services.TryAddSingleton<StorageInfo>();
        services.TryAddSingleton<PartitionKeeper>();
        services.TryAddSingleton<ReadingWriter>();
        services.TryAddSingleton<ReadingQuery>();
        services.TryAddSingleton<SeriesQuery>();
        services.TryAddSingleton<ReadingPages>();
        services.TryAddSingleton<ReadingExport>();
        services.TryAddSingleton<RollupJob>();
        services.TryAddSingleton<RetentionJob>();
        services.TryAddSingleton<SystemRegistry>();
        services.TryAddSingleton<QuarantineStore>();
        services.TryAddSingleton<PredictionStore>();
        services.TryAddSingleton<PostedWindowStore>();
        services.TryAddSingleton<AlarmStore>();
        services.TryAddSingleton<CheckpointStore>();
        services.TryAddSingleton<ShardLeases>();
        services.TryAddSingleton<UserStore>();
        services.TryAddSingleton<ConfigurationStore>();
        services.TryAddSingleton<DeviceStatusStore>();
        services.TryAddSingleton<CommandStore>();
        services.TryAddSingleton<AuditStore>();
        services.TryAddSingleton<TextStore>();
        services.TryAddSingleton<ModelStore>();
        services.TryAddSingleton<ModelRoles>();
        services.TryAddSingleton<ShadowTallyStore>();
        services.TryAddSingleton<LabelStore>();
        services.TryAddSingleton<DriftReportStore>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [ReadyTag]);
        return services;
    }

    /// <summary>Adds the background work on the tables (<see cref="RollupService"/>, <see cref="UpkeepService"/>); call it beside <c>AddTimeSeries</c> in one service at least.</summary>
    public static TBuilder AddTimeSeriesMaintenance<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IValidateOptions<MaintenanceOptions>, MaintenanceOptionsValidator>();
        builder.Services.AddOptions<MaintenanceOptions>().Bind(builder.Configuration.GetSection(MaintenanceOptions.Section)).ValidateOnStart();
        builder.Services.AddHostedService<RollupService>();
        builder.Services.AddHostedService<UpkeepService>();
        return builder;
    }

    private static NpgsqlDataSource CreateDataSource(IServiceProvider provider, string connectionName, string applicationName, StorageRole role)
    {
        var text = provider.GetRequiredService<IConfiguration>().GetConnectionString(connectionName);
        if (string.IsNullOrWhiteSpace(text))
            throw new StorageException($"ConnectionStrings__{connectionName} is not set: the database is unknown.");
        var assumes = provider.GetRequiredService<IOptions<StorageConnectionOptions>>().Value.AssumeRole;
        return StorageConnections.Create(text, assumes ? role : null, applicationName, provider.GetService<ILoggerFactory>());
    }
}
