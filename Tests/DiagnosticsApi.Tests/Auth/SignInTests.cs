using System.Net;
using System.Net.Http.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Auth;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Auth;

[Collection(ApiCollection.Name)]
public sealed class SignInTests(ApiFixture api)
{
    [Fact]
    public async Task SignIn_RightPassword_AnswersATokenOfTheUser()
    {
        using var answer = await PostAsync("vera", "password-of-vera");
        var session = await Task.FromResult(answer).OkAsync<SignInResponse>();
        var token = new JsonWebToken(session.AccessToken);

        Assert.Equal(new UserView("vera", "viewer"), session.User);
        Assert.Equal(("vera", "viewer", "faultline"), (token.GetClaim("name").Value, token.GetClaim("role").Value, token.Issuer));
        Assert.Equal(session.ExpiresAt.UtcDateTime, token.ValidTo);
        Assert.InRange(session.ExpiresAt - api.Clock.GetUtcNow(), TimeSpan.FromHours(11.9), TimeSpan.FromHours(12));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task SignIn_WrongPasswordOrUnknownUser_IsTheSame401()
    {
        var wrong = await PostAsync("vera", "not the password").ProblemAsync(HttpStatusCode.Unauthorized);
        var unknown = await PostAsync("nobody-knows-me", "not the password").ProblemAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(wrong.GetProperty("detail").GetString(), unknown.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("", "x", "user_name")]
    [InlineData(null, "x", "user_name")]
    [InlineData("vera", "", "password")]
    [InlineData("vera", null, "password")]
    [InlineData("vera\0", "x", "user_name")]
    public async Task SignIn_MissingOrImpossible_NamesTheField(string? name, string? password, string field) =>
        Assert.NotEmpty(await PostAsync(name, password).FaultAsync(field));

    [Fact]
    public async Task SignIn_BothMissing_NamesBoth()
    {
        var problem = await PostAsync(null, null).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["password", "user_name"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task SignIn_TooManyFailures_Is429UntilAMinuteHasPassed()
    {
        const string Address = "203.0.113.7";
        for (var i = 0; i < SignInThrottle.PerUser; i++)
            await PostAsync("otto", "wrong", Address).ProblemAsync(HttpStatusCode.Unauthorized);

        using var refused = await PostAsync("otto", "password-of-otto", Address);
        await Task.FromResult(refused).ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter?.Delta);
        await PostAsync("otto", "password-of-otto", "203.0.113.8").OkAsync<SignInResponse>();
        await PostAsync("vera", "password-of-vera", Address).OkAsync<SignInResponse>();

        api.Clock.Advance(SignInThrottle.Window);
        await PostAsync("otto", "password-of-otto", Address).OkAsync<SignInResponse>();
    }

    [Theory]
    [InlineData("viewer", "vera")]
    [InlineData("operator", "otto")]
    [InlineData("admin", "admin")]
    public async Task Me_IsWhoTheTokenBelongsTo(string role, string name) =>
        Assert.Equal(new UserView(name, role), await api.Client(role).GetAsync("/api/auth/me").OkAsync<UserView>());

    private async Task<HttpResponseMessage> PostAsync(string? name, string? password, string address = "203.0.113.1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/sign-in")
        {
            Content = JsonContent.Create(new SignInRequest(name, password), options: FaultlineJson.Options),
        };
        request.Headers.Add("X-Forwarded-For", address);
        return await api.Nobody.SendAsync(request);
    }
}
