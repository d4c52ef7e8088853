using System.Diagnostics;
using Aspire.Hosting;
using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task Stop_OfOneThatEndedAndWasGivenBack_DoesNothing()
    {
        Skip.If(OperatingSystem.IsWindows(), "starts a shell");
        var child = ChildProcess.Start(new ProcessStartInfo("sh", ["-c", "exit 3"]), (_, _) => { });
        Assert.Equal(3, await child.ExitAsync().WaitAsync(Patience));
        child.RequestStop();
        child.Dispose();

        child.RequestStop();
        child.Kill();
    }

    [SkippableFact]
    public async Task Kill_EndsWhatItStartedToo()
    {
        Skip.If(OperatingSystem.IsWindows(), "starts a shell");
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var child = ChildProcess.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 600 & echo $!; wait"]), (line, _) => told.TrySetResult(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)));
        using var grandchild = Process.GetProcessById(await told.Task.WaitAsync(Patience));

        child.Kill();

        await grandchild.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(137, await child.ExitAsync().WaitAsync(Patience));
    }

    [Fact]
    public void Start_OfWhatIsNotThere_NamesIt()
    {
        var fault = Assert.Throws<DistributedApplicationException>(() => ChildProcess.Start(new ProcessStartInfo("/no/such/program"), (_, _) => { }));
        Assert.Contains("/no/such/program", fault.Message, StringComparison.Ordinal);
    }
}
