using System.Security.Claims;
using Faultline.Contracts;
using Faultline.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.Browser.Fake;

/// <summary>The routes of the diagnostics API, the scorer and the simulator that the dashboard uses.</summary>
internal static class FakeRoutes
{
    public const string Password = "correct horse";

    private sealed record Credentials(string UserName, string Password);

    private sealed record Setting(double? Value, double? RampSeconds, string? Mode);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/auth/sign-in", SignIn).AllowAnonymous();
        app.MapGet("/api/auth/me", (ClaimsPrincipal user) => new { UserName = user.Identity!.Name, Role = user.FindFirstValue("role") });
        app.MapGet("/api/systems", (FakePlant plant) => plant.Machines.Select(machine => new { machine.Id, machine.Number, machine.Name, CycleSeconds = 60.0 }));
        app.MapGet("/api/systems/{id}/sensors", (string id) => HydraulicRig.Sensors.Select(sensor =>
            new { Id = $"{id}.{sensor.Name}", sensor.Name, sensor.Title, sensor.Unit, sensor.Limits }));
        app.MapGet("/api/sensors/{id}/readings", Readings);
        app.MapGet("/api/systems/{id}/predictions", Predictions);
        app.MapGet("/api/alarms", (FakePlant plant) => plant.Alarms);
        app.MapPost("/api/alarms/{id:guid}/acknowledge", (Guid id, FakePlant plant, TimeProvider time, ClaimsPrincipal user) =>
            plant.Acknowledge(id, user.Identity!.Name!, time.GetUtcNow()) is { } alarm ? Results.Ok(alarm) : Results.NotFound())
            .RequireAuthorization(AuthorizationPolicies.Operator);
        app.MapGet("/api/quarantine", Quarantine);
        FakeDeviceRoutes.Map(app);
        app.MapGet("/api/storage", () => new
        {
            Depth = "plain_postgres", ServerVersion = "17.2", ExtensionVersion = (string?)null, Licence = (string?)null, ReadOnly = false,
            RetentionSeconds = new Dictionary<string, double> { ["reading"] = 30 * 86400, ["reading_1m"] = 400 * 86400 },
            Tables = new[] { new { Table = "reading", Bytes = 31_457_280L } },
        });
        app.MapGet("/models/info", FakeModel.Info);
        app.MapPut("/simulator/machines/{id}/conditions/{component}", (string id, Component component, Setting setting, FakePlant plant) =>
        {
            plant.Machine(id).Levels[component] = ComponentClasses.Of(component).ToList().IndexOf(setting.Value ?? 0);
            return Results.NoContent();
        });
        app.MapPut("/simulator/machines/{id}/sensors/{name}", (string id, string name, Setting setting, FakePlant plant) =>
        {
            plant.Machine(id).BrokenSensor = setting.Mode == "normal" ? null : name;
            return Results.NoContent();
        });
    }

    private static IResult SignIn(Credentials credentials, IOptions<TokenOptions> options, TimeProvider time)
    {
        if (credentials.Password != Password || credentials.UserName is not ("admin" or "operator" or "viewer"))
            return Results.Problem("User name or password is wrong.", statusCode: StatusCodes.Status401Unauthorized);
        var expires = time.GetUtcNow().AddHours(1);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenOptions.Issuer,
            Audience = TokenOptions.Issuer,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = credentials.UserName, ["name"] = credentials.UserName, ["role"] = credentials.UserName },
            SigningCredentials = new SigningCredentials(options.Value.SigningKey, SecurityAlgorithms.HmacSha256),
        });
        return Results.Ok(new { AccessToken = token, ExpiresAt = expires, User = new { credentials.UserName, Role = credentials.UserName } });
    }

    private static object Readings(string id, DateTimeOffset from, DateTimeOffset to, FakePlant plant, int max_points = 1000)
    {
        var parts = id.Split('.');
        var machine = plant.Machine(parts[0]);
        var interval = HydraulicRig.Find(parts[1])!.SampleInterval;
        var step = (to - from) / max_points;
        var isRaw = step <= interval;
        if (isRaw) step = interval;
        var times = Enumerable.Range(0, (int)Math.Min(max_points, (to - from) / step)).Select(i => from + (i * step));
        return new
        {
            Resolution = step < TimeSpan.FromMinutes(1) ? "raw" : step < TimeSpan.FromHours(1) ? "1m" : "1h",
            BucketSeconds = isRaw ? (double?)null : step.TotalSeconds,
            Points = times.Select(time => PointOf(machine, parts[1], time, isRaw)).ToArray(),
        };
    }

    private static object PointOf(FakeMachine machine, string sensor, DateTimeOffset time, bool isRaw)
    {
        var (value, quality) = (machine.ValueAt(sensor, time), machine.QualityAt(sensor, time));
        var spread = 0.03 * Math.Abs(value);
        return new { Time = time, Value = value, Minimum = isRaw ? (double?)null : value - spread, Maximum = isRaw ? (double?)null : value + spread, Quality = quality };
    }

    private static IEnumerable<Prediction> Predictions(string id, DateTimeOffset from, DateTimeOffset to, FakePlant plant, int max_points = 600, string? source = null) => source == "request"
        ? Enumerable.Range(0, 5).Select(i => plant.Machine(id).PredictAt(from + (i * (to - from) / 5)) with { Source = PredictionSource.Request })
        : Enumerable.Range(0, max_points).Select(i => plant.Machine(id).PredictAt(from + (i * (to - from) / max_points)));

    private static IEnumerable<object> Quarantine(FakePlant plant, TimeProvider time) => Enumerable.Range(1, 12).Select(i => new
    {
        Id = 1000 - i,
        SystemId = plant.Machines[i % 3].Id,
        SensorName = i % 4 == 0 ? "PS9" : "EPS1",
        SourceTime = time.GetUtcNow().AddSeconds(-40 * i),
        ReceivedAt = time.GetUtcNow().AddSeconds(-40 * i),
        Value = i % 3 == 0 ? (double?)null : 65535,
        Raw = i % 3 == 0 ? "7FC00000" : "477FFF00",
        Reason = i % 4 == 0 ? QuarantineReason.UnknownSensor : i % 3 == 0 ? QuarantineReason.NotFinite : QuarantineReason.OutOfRange,
        Detail = i % 3 == 0 ? "The value is not a number." : "65535 W is outside 0 to 6000 W.",
        State = i > 9 ? "discarded" : "held",
        DecidedBy = i > 9 ? "admin" : null,
    });
}
