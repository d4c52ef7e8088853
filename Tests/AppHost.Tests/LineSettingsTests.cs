using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>Variables of this process: these tests do not run beside each other.</summary>
public sealed class LineSettingsTests : IDisposable
{
    private static readonly string[] Names = ["PORT", "DATA", "SPEED", "REPLAY", "VERBOSE"];

    public void Dispose()
    {
        foreach (var name in Names.SelectMany(name => (string[])[name, "FAULTLINE_" + name])) Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void Variables_WithoutThePrefix_BelongToSomethingElse()
    {
        foreach (var name in Names) Environment.SetEnvironmentVariable(name, "7");

        Assert.Equal(new LineSettings(null, 8080, null, "1", "1", null, false), LineSettings.From([]) with { AdminPassword = null });
    }

    [Fact]
    public void Variables_WithThePrefix_AreTaken_AndTheCommandLineGoesBefore()
    {
        Environment.SetEnvironmentVariable("FAULTLINE_PORT", "7");
        Environment.SetEnvironmentVariable("FAULTLINE_SPEED", "5");

        var settings = LineSettings.From(["--verbose", "--port", "8", "--replay-stride", "3", "--replay", "recorded"]);

        Assert.Equal((8, "5", "3", true), (settings.Port, settings.Speed, settings.ReplayStride, settings.IsVerbose));
        Assert.Equal(Path.GetFullPath("recorded"), settings.Replay);
    }

    [Fact]
    public void Port_ThatIsNoNumber_IsAnErrorThatNamesIt() =>
        Assert.Contains("'port'", Assert.Throws<InvalidOperationException>(() => LineSettings.From(["--port", "eighty"])).Message, StringComparison.OrdinalIgnoreCase);
}
