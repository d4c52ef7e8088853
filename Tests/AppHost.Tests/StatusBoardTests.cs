using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class StatusBoardTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-board-").FullName;

    private string File => Path.Combine(_folder, "resources.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Status_ThatSaysNothingNew_IsNotWrittenAgain()
    {
        var board = new StatusBoard(File, new ConsoleOutput(verbose: false));
        board.Publish(Status(ResourceState.Healthy));
        System.IO.File.Delete(File);

        board.Publish(Status(ResourceState.Healthy));
        Assert.False(System.IO.File.Exists(File));

        board.Publish(Status(ResourceState.Unhealthy));
        Assert.Contains("\"unhealthy\"", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiter_IsToldOfTheChange()
    {
        var board = new StatusBoard(File, new ConsoleOutput(verbose: false));
        var waiting = board.WhenAsync(statuses => statuses.GetValueOrDefault("api")?.State == ResourceState.Healthy, CancellationToken.None);
        board.Publish(Status(ResourceState.Running));
        Assert.False(waiting.IsCompleted);

        board.Publish(Status(ResourceState.Healthy));
        await waiting.WaitAsync(Patience);
    }

    private static ResourceStatus Status(ResourceState state) =>
        new("api", state, 4711, 0, new Dictionary<string, string> { ["http"] = "http://127.0.0.1:20000" }, null, null);
}
