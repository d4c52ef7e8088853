using Faultline.AppHost.Embedded.Dashboard.Wire;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>The commands of a resource that has a process, by Aspire's names.</summary>
internal static class ResourceCommands
{
    private const string Start = "start", Stop = "stop", Restart = "restart";

    /// <summary>Each with whether it can be given now.</summary>
    public static IEnumerable<ResourceCommand> Of(ResourceState state)
    {
        var isDown = state is ResourceState.Stopped or ResourceState.Finished;
        yield return Command(Start, "Start", "Play", isDown);
        yield return Command(Stop, "Stop", "Stop", !isDown);
        yield return Command(Restart, "Restart", "ArrowCounterclockwise", !isDown);
    }

    /// <summary>Null when done, else why not.</summary>
    public static async Task<string?> ExecuteAsync(string name, ResourceRunner runner)
    {
        switch (name)
        {
            case Start:
                return runner.Resume() ? null : $"{runner.Resource.Name} runs already.";
            case Stop:
                return await runner.HoldAsync() ? null : $"{runner.Resource.Name} does not run.";
            case Restart:
                if (!await runner.HoldAsync()) return $"{runner.Resource.Name} does not run.";
                runner.Resume();
                return null;
            default:
                return $"{name} is no command; {Start}, {Stop} and {Restart} are.";
        }
    }

    private static ResourceCommand Command(string name, string title, string icon, bool enabled) => new()
    {
        Name = name, DisplayName = title, IconName = icon, IsHighlighted = true,
        State = enabled ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
    };
}
