using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;

namespace Faultline.Gateway.Tests;

/// <summary>Scorers that die with a request in hand.</summary>
public sealed class RepeatTests
{
    private const int Forever = int.MaxValue;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Window = RandomNumberGenerator.GetBytes(12_000);

    [Fact]
    public async Task Predict_AScorerThatIsStartedAgain_IsAnswered()
    {
        await using var scorer = new DroppingBackend(drops: 3);
        await using var gateway = await StartAsync(scorer.Url);

        using var answer = await PostAsync(gateway, "ml/predict", Window);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(4, scorer.Bodies.Count);
        Assert.All(scorer.Bodies, body => Assert.Equal(Window, body));
        using var client = GatewayFixture.Client(new Uri(gateway.Urls.First()));
        Assert.Matches("(?m)^faultline_gateway_failures_total{.*service=\"scorer\".*} 3( |$)", await client.GetStringAsync("metrics"));
    }

    [Fact]
    public async Task Predict_OneOfTwoScorersDead_IsAnsweredByTheOther()
    {
        await using var dead = new DroppingBackend(Forever);
        await using var alive = new DroppingBackend(drops: 0);
        await using var gateway = await StartAsync(dead.Url, alive.Url);

        for (var i = 0; i < 20; i++)
        {
            using var answer = await PostAsync(gateway, "ml/predict", Window);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // Never more than once each to the dead one: the repeat goes to the other.
        Assert.Equal(20, alive.Bodies.Count(body => body.Length == Window.Length));
        Assert.InRange(dead.Bodies.Count(body => body.Length == Window.Length), 0, 20);
    }

    [Fact]
    public async Task Predict_NoScorer_Is503WithWhenToAskAgain()
    {
        // Port 9 (discard) of loopback: nothing listens there.
        using var answer = await PostAsync("ml/predict", Window, "http://127.0.0.1:9");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter!.Delta);
        Assert.Contains("'scorer'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/labels", 100)]
    [InlineData("ml/predict/batch", (64 * 1024) + 1)]
    public async Task WhatMayChangeSomething_OrIsLarge_IsSentOnce(string path, int length)
    {
        await using var scorer = new DroppingBackend(Forever);

        using var answer = await PostAsync(path, RandomNumberGenerator.GetBytes(length), scorer.Url);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Single(scorer.Bodies);
    }

    private static async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string scorer)
    {
        await using var gateway = await StartAsync(scorer);
        return await PostAsync(gateway, path, body);
    }

    private static async Task<HttpResponseMessage> PostAsync(WebApplication gateway, string path, byte[] body)
    {
        using var client = GatewayFixture.Client(new Uri(gateway.Urls.First()));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Create("admin"));
        return await client.SendAsync(request).WaitAsync(Patience);
    }

    private static async Task<WebApplication> StartAsync(params string[] scorers)
    {
        var gateway = GatewayApplication.Build(
        [
            "--environment", "Production", "--urls", "http://127.0.0.1:0", $"--Faultline:TokenKey={Tokens.Key}", "--Logging:LogLevel:Default=None",
            .. scorers.Select((address, i) => $"--services:scorer:http:{i}={address}"),
        ]);
        await gateway.StartAsync().WaitAsync(Patience);
        return gateway;
    }
}
