using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Faultline.ServiceDefaults.Tests;

public sealed class LogLevelsTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("Default", "Information", false)]
    [InlineData("Microsoft.AspNetCore", "Information", true)]
    [InlineData("Microsoft.AspNetCore.Hosting", "Information", true)]
    public async Task Requests_AreLogged_WhereTheConfigurationAsksForIt(string? category, string? level, bool logged)
    {
        await using var service = await TestService.StartAsync(configureFirst: builder => builder.Configuration[$"Logging:LogLevel:{category}"] = level);

        var requests = service.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        Assert.Equal(logged, requests.IsEnabled(LogLevel.Information));
        Assert.True(requests.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public async Task OwnMessages_AreLogged()
    {
        await using var service = await TestService.StartAsync();

        Assert.True(service.Services.GetRequiredService<ILogger<LogLevelsTests>>().IsEnabled(LogLevel.Information));
    }
}
