using Aspire.Hosting;
using Faultline.AppHost.Embedded.Dashboard;
using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>Where the program aspire is looked for.</summary>
public sealed class AspireCliTests : IDisposable
{
    private static readonly string Program = OperatingSystem.IsWindows() ? "aspire.exe" : "aspire";
    private static readonly string Node = OperatingSystem.IsWindows() ? "node.exe" : "node";

    private readonly string _home = Directory.CreateTempSubdirectory("faultline-aspire-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Setting_Given_IsUsedAlone()
    {
        var chosen = Make("somewhere", Program);
        Make("bin", Program);
        Assert.Equal(chosen, new AspireCli(chosen, Path.Combine(_home, "bin"), _home).Find());
    }

    [Fact]
    public void Setting_ThatNamesNoFile_IsAnError() =>
        Assert.Contains("/nowhere/aspire", Assert.Throws<DistributedApplicationException>(() => new AspireCli("/nowhere/aspire", null, _home).Find()).Message, StringComparison.Ordinal);

    [Fact]
    public void Setting_Off_FindsNothingAlsoWhereThereIsOne()
    {
        Make("bin", Program);
        var cli = new AspireCli("off", Path.Combine(_home, "bin"), _home);
        Assert.True(cli.IsOff);
        Assert.Null(cli.Find());
    }

    [Fact]
    public void Path_ComesBeforeNpmsGlobalFolder()
    {
        var onPath = Make("bin", Program);
        Make(Path.Combine(".aspire", "bin"), Program);
        Assert.Equal(onPath, new AspireCli(null, Path.Combine(_home, "bin"), _home).Find());
    }

    [Theory]
    [InlineData("lib/node_modules/@microsoft/aspire-cli-linux-x64/bin")]
    [InlineData("lib/node_modules/@microsoft/aspire-cli/node_modules/@microsoft/aspire-cli-linux-x64/bin")]
    public void NpmsGlobalFolder_IsFoundByWhereNodeIs(string folder)
    {
        Make("bin", Node);
        var program = Make(folder, Program);
        Assert.Equal(program, new AspireCli("", Path.Combine(_home, "bin"), Path.Combine(_home, "nobody")).Find());
    }

    private string Make(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(_home, folder, name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
