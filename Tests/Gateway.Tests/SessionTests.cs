using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;

namespace Faultline.Gateway.Tests;

public sealed class SessionTests(GatewayFixture gateways) : IClassFixture<GatewayFixture>
{
    private const string Cookie = "faultline_session";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task SignIn_RightPassword_SetsHttpOnlyCookieThatExpiresWithTheToken()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var answer = await client.PostAsJsonAsync("api/auth/sign-in", new { user_name = "a", password = "right" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"{Cookie}=ey", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("expires=Sat, 02 Jan 2100 03:04:05 GMT", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("access_token", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WrongPassword_SetsNoCookieAndPassesTheProblem()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var answer = await client.PostAsJsonAsync("api/auth/sign-in", new { user_name = "a", password = "wrong" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task SignOut_Always_ClearsTheCookie()
    {
        using var client = GatewayFixture.Client(gateways.Production);
        using var answer = await client.PostAsync("api/auth/sign-out", null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"{Cookie}=;", cookie, StringComparison.Ordinal);
        Assert.Contains("expires=Thu, 01 Jan 1970", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cookie_WithoutHeader_BecomesAuthorizationAndStaysHere()
    {
        var arrived = await SendAsync(gateways.Production, "api/systems", ("Cookie", $"theme=dark; {Cookie}=abc; x=1"));

        Assert.Equal("Bearer abc", arrived.Authorization);
        Assert.Equal("theme=dark; x=1", arrived.Cookie);
    }

    [Fact]
    public async Task Cookie_Alone_LeavesNoCookieHeader()
    {
        var arrived = await SendAsync(gateways.Production, "api/systems", ("Cookie", $"{Cookie}=abc"));

        Assert.Equal("", arrived.Cookie);
    }

    [Fact]
    public async Task Header_BesideCookie_Wins()
    {
        var arrived = await SendAsync(gateways.Production, "api/systems", ("Cookie", $"{Cookie}=abc"), ("Authorization", "Bearer own"));

        Assert.Equal("Bearer own", arrived.Authorization);
        Assert.Equal("", arrived.Cookie);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Cookie_FromAnotherOrigin_DoesNotCount(string origin)
    {
        var arrived = await SendAsync(gateways.Production, "api/systems", ("Cookie", $"{Cookie}=abc"), ("Origin", origin));

        Assert.Equal("", arrived.Authorization);
    }

    [Fact]
    public async Task Cookie_FromTheSameOrigin_Counts()
    {
        var arrived = await SendAsync(
            gateways.Production, "api/systems", ("Cookie", $"{Cookie}=abc"), ("Origin", gateways.Production.GetLeftPart(UriPartial.Authority)));

        Assert.Equal("Bearer abc", arrived.Authorization);
    }

    [Fact]
    public async Task WebSocket_WithCookie_PassesWithAuthorization()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"{Cookie}=abc");
        var address = new UriBuilder(gateways.Production) { Scheme = "ws", Path = "/hubs/echo" }.Uri;
        await socket.ConnectAsync(address, timeout.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("hello"), WebSocketMessageType.Text, true, timeout.Token);
        var buffer = new byte[256];
        var received = await socket.ReceiveAsync(buffer, timeout.Token);

        Assert.Equal("hello Bearer abc", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    private static async Task<Arrived> SendAsync(Uri gateway, string path, params (string Name, string Value)[] headers)
    {
        using var client = GatewayFixture.Client(gateway);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Arrived>())!;
    }
}
