using Faultline.Contracts;
using Faultline.DiagnosticsApi.Alarms;
using Faultline.DiagnosticsApi.Audit;
using Faultline.DiagnosticsApi.Auth;
using Faultline.DiagnosticsApi.Commands;
using Faultline.DiagnosticsApi.Devices;
using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Live;
using Faultline.DiagnosticsApi.OpcUa;
using Faultline.DiagnosticsApi.OpenApi;
using Faultline.DiagnosticsApi.Predict;
using Faultline.DiagnosticsApi.Predictions;
using Faultline.DiagnosticsApi.Quarantine;
using Faultline.DiagnosticsApi.Readings;
using Faultline.DiagnosticsApi.Storage;
using Faultline.DiagnosticsApi.Systems;
using Faultline.DiagnosticsApi.Tags;
using Faultline.DiagnosticsApi.Users;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Faultline.DiagnosticsApi;

/// <summary>REST and the live hub over what the line has stored.</summary>
public static class DiagnosticsApplication
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
        builder.AddTimeSeriesMaintenance();
        AddJson(builder.Services);
        AddUsers(builder.Services);
        AddLive(builder.Services);
        builder.Services.AddSingleton<PlantDirectory>();
        builder.Services.AddSingleton<SystemViews>();
        builder.Services.AddSingleton<AlarmList>();
        AddPlantEditing(builder.Services);
        builder.Services.AddHttpClient<ScorerClient>(client => client.BaseAddress = new Uri("http://scorer"));
        builder.Services.AddFaultlineOpenApi();

        var app = builder.Build();
        app.UseFaultlineProblemDetails();
        app.UseForwardedHeaders();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapDefaultEndpoints();
        app.MapFaultlineOpenApi();
        app.MapAuthApi();
        app.MapUsersApi();
        app.MapSystemsApi();
        app.MapReadingsApi();
        app.MapStorageApi();
        app.MapPredictionsApi();
        app.MapAlarmsApi();
        app.MapQuarantineApi();
        app.MapDevicesApi();
        app.MapVersionsApi();
        app.MapTagsApi();
        app.MapWriteApi();
        app.MapBrowseApi();
        app.MapCertificatesApi();
        app.MapAuditApi();
        app.MapPredictApi();
        app.MapHub<LiveHub>("/hubs/live", options => options.CloseOnAuthenticationExpiration = true).RequireAuthorization(AuthorizationPolicies.Viewer);
        return app;
    }

    private static void AddJson(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => FaultlineJson.Apply(options.SerializerOptions));
        services.AddExceptionHandler<DatabaseAwayHandler>();
    }

    private static void AddUsers(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AdminOptions>, AdminOptionsValidator>();
        services.AddOptions<AdminOptions>().BindConfiguration(AdminOptions.Section).ValidateOnStart();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<TokenIssuer>();
        services.AddHostedService<AdminSeeder>();
        // The gateway is the caller; who called it stands in X-Forwarded-For, believed from loopback only until a network is configured.
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor);
    }

    private static void AddPlantEditing(IServiceCollection services)
    {
        services.AddSingleton<PlantEditor>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<CommandAnswers>();
        services.AddHostedService(provider => provider.GetRequiredService<CommandAnswers>());
    }

    private static void AddLive(IServiceCollection services)
    {
        services.AddSignalR(options => options.AddFilter<DatabaseAwayFilter>()).AddJsonProtocol(options => FaultlineJson.Apply(options.PayloadSerializerOptions));
        services.AddSingleton<LiveState>();
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<LiveClients>();
        services.AddSingleton<LiveSnapshots>();
        services.AddSingleton<AlarmAnnouncer>();
        services.AddSingleton<AlarmRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<AlarmRelay>());
        services.AddHostedService<LiveRelay>();
    }
}
