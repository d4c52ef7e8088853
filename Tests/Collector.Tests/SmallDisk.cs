using System.Diagnostics;
using Xunit;

namespace Faultline.Collector.Tests;

/// <summary>A file system of its own that is soon full; needs root on Linux, else the test skips (or fails where CI=true).</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(int kibibytes)
    {
        Folder = Directory.CreateTempSubdirectory("faultline-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", Folder))
            return;
        Directory.Delete(Folder);
        Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), "a small tmpfs cannot be mounted");
        Skip.If(true, "a small tmpfs cannot be mounted here (needs root on Linux)");
    }

    public string Folder { get; }

    /// <summary>Takes what is left of it, to the last byte.</summary>
    public void Fill()
    {
        using var file = File.OpenHandle(Path.Combine(Folder, "ballast"), FileMode.Create, FileAccess.Write);
        try
        {
            for (var at = 0L; ; at += 512)
                RandomAccess.Write(file, new byte[512], at);
        }
        catch (IOException)
        {
            return; // Full.
        }
    }

    public void Free() => File.Delete(Path.Combine(Folder, "ballast"));

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
