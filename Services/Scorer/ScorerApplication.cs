using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Scorer.Live;
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
        builder.AddServiceDefaults();
        builder.AddFaultlineSecurity();
        builder.AddRedis("redis");
        builder.AddTimeSeries();
        builder.Services.ConfigureHttpJsonOptions(options => FaultlineJson.Apply(options.SerializerOptions));
        builder.Services.AddSingleton(_ => ConditionModel.LoadEmbedded());
        builder.Services.AddSingleton(_ => new CycleFit(RigTwin.LoadEmbedded()));
        builder.Services.AddSingleton<ScorerMetrics>();
        builder.Services.AddSingleton<RequestScoring>();
        AddLive(builder.Services);

        var app = builder.Build();
        app.UseFaultlineProblemDetails();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDefaultEndpoints();
        app.MapPredictApi();
        return app;
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
