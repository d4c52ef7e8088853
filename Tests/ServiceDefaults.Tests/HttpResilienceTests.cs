using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Xunit;

namespace Faultline.ServiceDefaults.Tests;

/// <summary>Calls by the service's name to a service that fails once.</summary>
public sealed class HttpResilienceTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Call_ThatMayBeRepeated_IsRepeated(string method) => Assert.Equal((HttpStatusCode.OK, 2), await CallAsync(method));

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task Call_ThatMayNotBeRepeated_IsMadeOnce(string method) => Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), await CallAsync(method));

    private static async Task<(HttpStatusCode Answer, int Calls)> CallAsync(string method)
    {
        await using var other = await UnreliableService.StartAsync();
        await using var service = await TestService.StartAsync(configure: builder =>
        {
            builder.Configuration["services:other:http:0"] = other.Url;
            builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.Delay = TimeSpan.Zero);
        });
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("http://other/anything"));
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, other.Calls(method));
    }
}
