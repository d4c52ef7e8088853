using System.Globalization;
using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>The routes that the dashboard uses.</summary>
public sealed class FaultlineApi(ApiTransport transport)
{
    internal const string SignInPath = "api/auth/sign-in";

    /// <summary>Opens a session; the gateway keeps the token in a cookie.</summary>
    public Task SignInAsync(string userName, string password) =>
        transport.SendAsync(HttpMethod.Post, SignInPath, new Dictionary<string, string> { ["user_name"] = userName, ["password"] = password });

    /// <summary>Ends the session.</summary>
    public Task SignOutAsync() => transport.SendAsync(HttpMethod.Post, "api/auth/sign-out", null);

    /// <summary>Who is signed in.</summary>
    public Task<UserInfo> MeAsync() => transport.GetAsync<UserInfo>("api/auth/me");

    /// <summary>What the gateway offers.</summary>
    public Task<GatewayInfo> GatewayAsync() => transport.GetAsync<GatewayInfo>("gateway/info");

    /// <summary>All systems.</summary>
    public Task<IReadOnlyList<SystemInfo>> SystemsAsync() => transport.GetAsync<IReadOnlyList<SystemInfo>>("api/systems");

    /// <summary>Sensors of a system.</summary>
    public Task<IReadOnlyList<SensorInfo>> SensorsAsync(SystemId system) =>
        transport.GetAsync<IReadOnlyList<SensorInfo>>($"api/systems/{system}/sensors");

    /// <summary>Readings of a sensor, at most <paramref name="maxPoints"/>.</summary>
    public Task<ReadingSeries> ReadingsAsync(string sensor, DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken) =>
        transport.GetAsync<ReadingSeries>(
            string.Create(CultureInfo.InvariantCulture, $"api/sensors/{sensor}/readings?{Span(from, to)}&max_points={maxPoints}"), cancellationToken);

    /// <summary>Stored predictions of a system, of the live line or of windows that were posted to be scored.</summary>
    public Task<IReadOnlyList<Prediction>> PredictionsAsync(
        SystemId system, PredictionSource source, DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken) =>
        transport.GetAsync<IReadOnlyList<Prediction>>(
            string.Create(CultureInfo.InvariantCulture, $"api/systems/{system}/predictions?source={source.ToString().ToLowerInvariant()}&{Span(from, to)}&max_points={maxPoints}"), cancellationToken);

    /// <summary>Newest alarms, active ones always included.</summary>
    public Task<IReadOnlyList<Alarm>> AlarmsAsync() => transport.GetAsync<IReadOnlyList<Alarm>>("api/alarms?limit=500");

    /// <summary>Acknowledges an alarm.</summary>
    public Task AcknowledgeAsync(Guid alarm) => transport.SendAsync(HttpMethod.Post, $"api/alarms/{alarm}/acknowledge", null);

    /// <summary>What the readings are kept in.</summary>
    public Task<StorageDetails> StorageAsync() => transport.GetAsync<StorageDetails>("api/storage");

    /// <summary>Newest rejected readings.</summary>
    public Task<IReadOnlyList<QuarantineItem>> QuarantineAsync() => transport.GetAsync<IReadOnlyList<QuarantineItem>>("api/quarantine?limit=200");

    /// <summary>Judges rejected readings anew.</summary>
    public Task<ReplayAnswer> ReplayAsync(IReadOnlyList<long> entries) => transport.PostAsync<ReplayAnswer>("api/quarantine/replay", Ids(entries));

    /// <summary>Marks rejected readings as useless.</summary>
    public Task DiscardAsync(IReadOnlyList<long> entries) => transport.SendAsync(HttpMethod.Post, "api/quarantine/discard", Ids(entries));

    /// <summary>The model in use, as the scorer describes it.</summary>
    public Task<ModelInfo> ModelInfoAsync() => transport.GetAsync<ModelInfo>("ml/models/info");

    /// <summary>Labels a prediction right, or wrong with the true level of what was wrong.</summary>
    public Task LabelAsync(Guid prediction, IReadOnlyDictionary<string, double>? conditions) => transport.SendAsync(
        HttpMethod.Post,
        "api/labels",
        new Dictionary<string, object?> { ["prediction_id"] = prediction, ["verdict"] = conditions is null ? "right" : "wrong", ["conditions"] = conditions });

    /// <summary>Moves a component's simulated condition to <paramref name="value"/> within <paramref name="ramp"/>.</summary>
    public Task SetConditionAsync(SystemId system, Component component, double value, TimeSpan ramp) => transport.SendAsync(
        HttpMethod.Put,
        $"simulator/machines/{system}/conditions/{Formatting.Format.NameOf(component)}",
        new Dictionary<string, double> { ["value"] = value, ["ramp_seconds"] = ramp.TotalSeconds });

    /// <summary>Breaks or mends a simulated sensor: normal, stuck, offset or nan.</summary>
    public Task SetSensorAsync(SystemId system, string sensor, string mode, double value) => transport.SendAsync(
        HttpMethod.Put,
        $"simulator/machines/{system}/sensors/{sensor}",
        new Dictionary<string, object> { ["mode"] = mode, ["value"] = value });

    private static Dictionary<string, IReadOnlyList<long>> Ids(IReadOnlyList<long> entries) => new() { ["ids"] = entries };

    private static string Span(DateTimeOffset from, DateTimeOffset to) =>
        $"from={Uri.EscapeDataString(from.ToString("O", CultureInfo.InvariantCulture))}&to={Uri.EscapeDataString(to.ToString("O", CultureInfo.InvariantCulture))}";
}
