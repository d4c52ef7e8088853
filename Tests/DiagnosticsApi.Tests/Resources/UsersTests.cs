using System.Net;
using System.Net.Http.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Auth;
using Faultline.DiagnosticsApi.Tests.Http;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.DiagnosticsApi.Users;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Resources;

[Collection(ApiCollection.Name)]
public sealed class UsersTests(ApiFixture api)
{
    [Fact]
    public async Task Users_AreListedWithoutSecrets()
    {
        var text = await (await api.Admin.GetAsync("/api/users")).Content.ReadAsStringAsync();

        Assert.Contains("\"user_name\":\"vera\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("password", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task User_Added_CanSignIn()
    {
        using var answer = await AddAsync("new.user-1", "long enough", "viewer");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.NotEmpty(await api.Api.SignInAsync("new.user-1", "long enough"));
        Assert.Contains(new UserView("new.user-1", "viewer"), await api.Admin.GetAsync("/api/users").OkAsync<List<UserView>>());
    }

    [Fact]
    public async Task User_NameTaken_Is409AndChangesNothing()
    {
        var problem = await AddAsync("vera", "another password", "admin").ProblemAsync(HttpStatusCode.Conflict);

        Assert.Contains("'vera'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(await api.Api.SignInAsync("vera", "password-of-vera"));
    }

    [Theory]
    [InlineData("Capital", "long enough", "viewer", "user_name")]
    [InlineData("", "long enough", "viewer", "user_name")]
    [InlineData("short", "too short", "viewer", "password")]
    [InlineData("role", "long enough", "owner", "role")]
    [InlineData("role", "long enough", null, "role")]
    public async Task User_NotAcceptable_NamesTheField(string name, string password, string? role, string field) =>
        Assert.NotEmpty(await AddAsync(name, password, role).FaultAsync(field));

    private Task<HttpResponseMessage> AddAsync(string? name, string? password, string? role) =>
        api.Admin.PostAsJsonAsync("/api/users", new CreateUserRequest(name, password, role), FaultlineJson.Options);
}
