namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>Starts scorers and the gateway before them, all with one key.</summary>
internal sealed class PredictServers
{
    private readonly AccessToken token = new();

    public PredictServers() => Token = token.Sign();

    /// <summary>A token that both accept.</summary>
    public string Token { get; }

    /// <summary>A scorer without database and Redis; scoring on request needs neither.</summary>
    /// <param name="address">Where it listens; a free port by default.</param>
    public Task<ServerProcess> StartScorerAsync(Uri? address = null) => ServerProcess.StartServiceAsync("Services/Scorer", new Dictionary<string, string>
    {
        ["Faultline__TokenKey"] = token.Key,
        ["ConnectionStrings__faultline"] = "Host=127.0.0.1;Port=1;Timeout=1",
        ["ConnectionStrings__redis"] = "127.0.0.1:1",
    }, address);

    /// <summary>The gateway before scorers; the other services are all <paramref name="echo"/>.</summary>
    public Task<ServerProcess> StartGatewayAsync(ServerProcess echo, params ServerProcess[] scorers)
    {
        var settings = new Dictionary<string, string>
        {
            ["Faultline__TokenKey"] = token.Key,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["services__diagnostics-api__http__0"] = echo.Address.ToString(),
            ["services__simulator__http__0"] = echo.Address.ToString(),
        };
        for (var i = 0; i < scorers.Length; i++)
            settings[$"services__scorer__http__{i}"] = scorers[i].Address.ToString();
        return ServerProcess.StartServiceAsync("Web/Gateway", settings);
    }
}
