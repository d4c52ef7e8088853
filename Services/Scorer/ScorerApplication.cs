using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Scorer.Labels;
using Faultline.Scorer.Live;
using Faultline.Scorer.Models;
using Faultline.Scorer.OpenApi;
using Faultline.Scorer.Predict;
using Faultline.Scorer.Scoring;
using Faultline.Scorer.Storage;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.Extensions.Options;

namespace Faultline.Scorer;

/// <summary>Follows the live line: predictions each second, alarms at once; and scores windows on request.</summary>
public static class ScorerApplication
{
    /// <summary>Builds the application, ready to start; also used by the tests.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        // 4 kB a connection that waits, for one call of the system less in each read.
        builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        builder.AddServiceDefaults();
        builder.AddFaultlineSecurity();
        builder.AddRedis("redis");
        builder.AddTimeSeries();
        builder.Services.ConfigureHttpJsonOptions(options => FaultlineJson.Apply(options.SerializerOptions));
        builder.Services.AddExceptionHandler<DatabaseAwayHandler>();
        builder.Services.AddSingleton<ScorerMetrics>();
        AddModels(builder.Services);
        AddRequests(builder.Services);
        AddLive(builder.Services);

        var app = builder.Build();
        app.UseResponseCompression();
        app.UseFaultlineProblemDetails();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseRequestDecompression();
        app.MapDefaultEndpoints();
        app.MapScorerOpenApi();
        app.MapPredictApi();
        app.MapModelsApi();
        app.MapLabelsApi();
        return app;
    }

    private static void AddModels(IServiceCollection services)
    {
        services.AddSingleton(_ => ConditionModel.LoadEmbedded());
        services.AddSingleton(_ => RigTwin.LoadEmbedded());
        services.AddSingleton<ReleaseModel>();
        services.AddSingleton<ModelHost>();
        services.AddSingleton<ModelRegistry>();
        services.AddSingleton<ModelsInfo>();
        services.AddSingleton<ShadowComparison>();
        services.AddSingleton<ModelSync>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelSync>());
        services.AddHostedService<ShadowReporter>();
        services.AddSingleton<DriftWatch>();
        services.AddHostedService<DriftReporter>();
        services.AddHealthChecks().AddCheck<ModelsHealthCheck>("models", tags: [Health.ReadyTag]);
    }

    private static void AddRequests(IServiceCollection services)
    {
        // A window's phase and cut follow the release's model and twin, whichever models score them.
        services.AddSingleton(provider => provider.GetRequiredService<ConditionModel>().Aligner);
        services.AddSingleton(provider => new CycleFit(provider.GetRequiredService<RigTwin>()));
        services.AddSingleton<WindowCutter>();
        services.AddSingleton<RequestScoring>();
        services.AddSingleton<BatchScoring>();
        services.AddSingleton<StoredWindow>();
        services.AddSingleton<BodyBudgets>();
        services.AddRequestLimits();
        services.AddRequestDecompression();
        services.AddResponseCompression();
        services.AddScorerOpenApi();
    }

    private static void AddLive(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PredictedFaultOptions>, FaultOptionsValidator>();
        services.AddOptions<PredictedFaultOptions>().BindConfiguration(PredictedFaultOptions.Section).ValidateOnStart();
        services.AddSingleton<ILineStore, LineStore>();
        services.AddSingleton<StorageRetry>();
        services.AddSingleton<IAnnouncer, RedisAnnouncer>();
        services.AddSingleton<LiveScoring>();
        services.AddSingleton<ShardKeeper>();
        services.AddSingleton<PipelineFactory>();
        services.AddHostedService<LineScorer>();
    }
}
