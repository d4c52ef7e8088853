using Microsoft.Extensions.Configuration;
using Xunit;

namespace Faultline.ServiceDefaults.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--speed 10", "10")]
    [InlineData("--speed=10", "10")]
    [InlineData("--port 10", null)]
    [InlineData("", null)]
    public void Setting_OnTheCommandLine_IsTakenFromNowhereElse(string arguments, string? expected)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("speed", "a variable of another program")]);
        configuration.AddCommandLine(arguments.Split(' '));

        Assert.Equal(expected, configuration.OnCommandLine("speed"));
    }
}
