using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Faultline.Scorer.Predict;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class RequestLimitsTests(ScorerFixture scorer) : IClassFixture<ScorerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Batches_ThatAUserSendsSlowly_KeepOnlyThatUserWaiting()
    {
        var senders = new List<TcpClient>();
        using var queue = new RequestQueue(scorer.Services.GetRequiredService<IMeterFactory>(), RequestLimits.WaitingBatchesOfUser);
        try
        {
            for (var i = 0; i < RequestLimits.BatchesOfUser + RequestLimits.WaitingBatchesOfUser; i++)
                senders.Add(await BeginBatchAsync("slow"));
            await queue.Reached.WaitAsync(Patience);

            using var refused = await PostAsync("slow", "/predict/batch");
            using var other = await PostAsync("quick", "/predict/batch");
            using var single = await PostAsync("slow", "/predict");

            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            Assert.Equal(HttpStatusCode.OK, single.StatusCode);
        }
        finally
        {
            senders.ForEach(sender => sender.Dispose());
        }
    }

    [Theory]
    [InlineData("/predict", "/predict/batch")]
    [InlineData("/predict/batch", "/predict")]
    public async Task Bodies_WithoutMemoryLeft_AreRefusedForNow(string full, string other)
    {
        var budgets = scorer.Services.GetRequiredService<BodyBudgets>();
        var budget = full == "/predict" ? budgets.Windows : budgets.Batches;
        Assert.True(budget.TryTake(BodyBudgets.Bytes));

        using var refused = await PostAsync("vera", full);
        using var accepted = await PostAsync("vera", other);
        budget.Return(BodyBudgets.Bytes);
        using var afterwards = await PostAsync("vera", full);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
        Assert.Equal((0, 0), (budgets.Windows.Taken, budgets.Batches.Taken));
    }

    private async Task<TcpClient> BeginBatchAsync(string user)
    {
        var address = scorer.Viewer.BaseAddress!;
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port).WaitAsync(Patience);
        var head = $"POST /predict/batch HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {scorer.Token(user)}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head)).AsTask().WaitAsync(Patience);
        return client;
    }

    private Task<HttpResponseMessage> PostAsync(string user, string path)
    {
        var window = new JsonObject { ["sensors"] = Sample.Cycle(new Machine().Cycle) };
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(path == "/predict" ? window : new JsonObject { ["items"] = new JsonArray(window) }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", scorer.Token(user)) },
        };
        return scorer.Nobody.SendAsync(request).WaitAsync(Patience);
    }
}
