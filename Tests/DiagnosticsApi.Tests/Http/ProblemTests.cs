using System.Net;
using Faultline.DiagnosticsApi.Tests.Running;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class ProblemTests(ApiFixture api)
{
    [Theory]
    [InlineData("{\"user_name\":")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"user_name\": 7, \"password\": \"x\"}")]
    [InlineData("")]
    public async Task Body_NotAsExpected_IsAProblem(string body) =>
        await api.Nobody.SendAsync("POST", "/api/auth/sign-in", body).ProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Body_BrokenJson_TellsThePlace()
    {
        var problem = await api.Admin.SendAsync("POST", "/api/users", "{\"user_name\": \"a\", \"password\": 17}").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains("$.password", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("/api/users", problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Body_OfAnotherMediaType_Is415()
    {
        using var content = new StringContent("user_name=a", null, "application/x-www-form-urlencoded");
        await api.Viewer.PostAsync(new Uri("/api/auth/sign-in", UriKind.Relative), content).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Body_LargerThanAWindow_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/diagnostics/predict", UriKind.Relative))
        {
            Content = new StringContent($"{{\"system_id\": \"{new string('x', 5 * 1024 * 1024)}\"}}", null, "application/json"),
            // The refusal comes before the body is sent, which would otherwise meet a closed connection.
            Headers = { ExpectContinue = true },
        };
        await api.Viewer.SendAsync(request).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("/api/alarms?limit=many")]
    [InlineData("/api/alarms?before=yesterday")]
    [InlineData("/api/sensors/x/readings?max_points=1.5")]
    [InlineData("/api/quarantine?before_id=99999999999999999999")]
    public async Task Parameter_OfAnotherType_IsNamed(string path)
    {
        var problem = await api.Viewer.GetAsync(path).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(path.Split('=')[1], problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/api/systems")]
    [InlineData("PUT", "/api/auth/sign-in")]
    public async Task Method_NotOffered_Is405(string method, string path) =>
        await api.Viewer.SendAsync(method, path).ProblemAsync(HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task Text_WithACharacterThatTheDatabaseCannotStore_IsTheCallersFault() =>
        Assert.NotEmpty(await api.Viewer.GetAsync("/api/quarantine?sensor=PS1%00").FaultAsync("sensor"));

    [Fact]
    public async Task Token_OfNoOne_Is401WithAProblem()
    {
        using var stranger = api.Api.Client("not.a.token");
        await stranger.GetAsync("/api/systems").ProblemAsync(HttpStatusCode.Unauthorized);
    }
}
