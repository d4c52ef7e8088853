using System.Net.Http.Json;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.EndToEnd.Line;

/// <summary>The plant as an administrator sees it through the gateway: API, simulator control, token.</summary>
public sealed class Plant : IDisposable
{
    private Plant(HttpClient http, string token)
    {
        Http = http;
        Token = token;
    }

    /// <summary>Signed in; base address is the gateway.</summary>
    public HttpClient Http { get; }

    /// <summary>The access token.</summary>
    public string Token { get; }

    public static async Task<Plant> SignInAsync(Uri gateway, string password, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(30) };
        using var answer = await http.PostAsJsonAsync("/api/auth/sign-in", new { user_name = "admin", password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        var token = body.RootElement.GetProperty("access_token").GetString()!;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new Plant(http, token);
    }

    /// <summary>Sets or ramps a component's condition on the simulator.</summary>
    public Task SetConditionAsync(string machine, string component, double value, double rampSeconds = 0) =>
        PutAsync($"/simulator/machines/{machine}/conditions/{component}", new { value, ramp_seconds = rampSeconds });

    /// <summary>Sets a sensor's mode on the simulator: normal, stuck, offset or nan; returns the answer.</summary>
    public Task<JsonElement> SetSensorAsync(string machine, string sensor, string mode, double? value = null) =>
        PutAsync($"/simulator/machines/{machine}/sensors/{sensor}", new { mode, value });

    /// <summary>GET as JSON.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(text)
            : throw new HttpRequestException($"GET {path} answered {(int)answer.StatusCode}: {text}");
    }

    public void Dispose() => Http.Dispose();

    private async Task<JsonElement> PutAsync(string path, object body)
    {
        using var answer = await Http.PutAsJsonAsync(path, body, FaultlineJson.Options);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"PUT {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
