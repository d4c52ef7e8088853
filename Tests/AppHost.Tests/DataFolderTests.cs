using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class DataFolderTests : IDisposable
{
    // Two folders deep, so that the tests can lock either. Where the temporary folder itself is closed, the outcome is the same.
    private readonly string parent = Directory.CreateTempSubdirectory("faultline-data-").FullName;

    private string Data => Path.Combine(parent, "data");

    [SkippableFact]
    public void Folder_BehindOneThatTheDatabasesUserCannotEnter_IsReplacedAndTheBarrierNamed()
    {
        SkipUnlessRoot();
        SetMode(parent, Closed);

        var folder = Choose();

        Assert.StartsWith("/var/lib/faultline/", folder.Path, StringComparison.Ordinal);
        Assert.Contains(parent, folder.Notice, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Folder_ThatIsClosedItself_IsOpenedForPassingThroughAndSaidSo()
    {
        SkipUnlessRoot();
        SetMode(parent, Open);
        SetMode(Directory.CreateDirectory(Data).FullName, Closed);

        var folder = Choose();
        using (folder.Lock())
        {
            Assert.Equal(Data, folder.Path);
            Assert.Contains(Data, folder.Notice, StringComparison.Ordinal);
            Assert.Equal(Open, OperatingSystem.IsWindows() ? Open : File.GetUnixFileMode(Data));
        }
    }

    [SkippableFact]
    public void Folder_ThatOthersMayPassThrough_IsTaken()
    {
        Skip.If(OperatingSystem.IsWindows(), "Modes of folders are a matter of Unix.");
        SetMode(parent, Open);

        Assert.Equal(Data, Choose().Path);
    }

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Open = Closed | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static void SkipUnlessRoot() =>
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName != "root", "Only root starts PostgreSQL as another user.");

    private static void SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, mode);
    }

    private DataFolder Choose() => DataFolder.Choose(Data, AppContext.BaseDirectory);
}
