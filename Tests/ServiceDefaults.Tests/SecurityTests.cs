using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Faultline.ServiceDefaults.Tests;

public sealed class SecurityTests
{
    [Fact]
    public async Task Route_WithoutToken_IsRefusedWithAProblem()
    {
        await using var service = await TestService.StartAsync();

        using var answer = await service.GetAsync("/closed");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("viewer", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("nobody", HttpStatusCode.Forbidden)]
    public async Task OperatorRoute_AsksFor_TheRole(string role, HttpStatusCode expected)
    {
        await using var service = await TestService.StartAsync();

        using var answer = await service.GetAsync("/operate", TestService.Token(role));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Token_OfAnotherKeyOrExpired_IsRefused()
    {
        await using var service = await TestService.StartAsync();

        using var forged = await service.GetAsync("/closed", TestService.Token("admin", "another key, also longer than 32 characters"));
        using var expired = await service.GetAsync("/closed", TestService.Token("admin", age: TimeSpan.FromHours(1)));

        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
    }

    [Fact]
    public async Task QueryToken_IsAccepted_OnHubsOnly()
    {
        await using var service = await TestService.StartAsync();
        var token = TestService.Token("viewer");

        using var hub = await service.GetAsync($"/hubs/echo?access_token={token}");
        using var route = await service.GetAsync($"/closed?access_token={token}");

        Assert.Equal(HttpStatusCode.OK, hub.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, route.StatusCode);
    }

    [Fact]
    public async Task UnhandledError_AnswersAProblem_WithoutItsInside()
    {
        await using var service = await TestService.StartAsync();

        using var answer = await service.GetAsync("/broken");
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret detail", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataProtection_KeepsNoKeyOutsideTheProcess()
    {
        await using var service = await TestService.StartAsync();
        var keys = service.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value;

        Assert.Equal("in", service.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("a").Unprotect(
            service.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("a").Protect("in")));
        Assert.NotEmpty(keys.XmlRepository!.GetAllElements());
        Assert.IsType<KeysInMemory>(keys.XmlRepository);
    }

    [Fact]
    public async Task ShortKey_StopsTheStart_AndSaysSo()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.StartAsync(configure: builder => builder.Configuration["Faultline:TokenKey"] = "short"));

        Assert.Contains("at least 32", refused.Message, StringComparison.Ordinal);
    }
}
