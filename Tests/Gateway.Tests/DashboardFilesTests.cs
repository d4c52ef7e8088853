using System.Net;

namespace Faultline.Gateway.Tests;

public sealed class DashboardFilesTests(GatewayFixture gateways) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/alerts")]
    [InlineData("/charts/hydraulic-1/PS1")]
    public async Task Page_AnyPath_IsTheDashboardRevalidatedEachTime(string path)
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("blazor.webassembly", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task File_Absent_IsNotFoundInsteadOfThePage()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var answer = await client.GetAsync("_framework/absent.js");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Script_OnRequest_ComesCompressed()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        using var answer = await client.GetAsync("_framework/blazor.webassembly.js");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("/", "Content-Security-Policy", "frame-ancestors 'none'")]
    [InlineData("/", "Content-Security-Policy", "script-src 'self' 'wasm-unsafe-eval';")]
    [InlineData("/", "X-Content-Type-Options", "nosniff")]
    [InlineData("/", "Referrer-Policy", "same-origin")]
    [InlineData("/api/systems", "X-Content-Type-Options", "nosniff")]
    [InlineData("/nothing.js", "Content-Security-Policy", "default-src 'none'")]
    public async Task Answer_Always_CarriesSecurityHeaders(string path, string name, string expected)
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var answer = await client.GetAsync(path);

        Assert.Contains(expected, Assert.Single(answer.Headers.GetValues(name)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_InProduction_HasNoInlineScript()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }
}
