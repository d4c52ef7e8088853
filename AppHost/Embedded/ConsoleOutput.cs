using System.Globalization;

namespace Faultline.AppHost.Embedded;

/// <summary>AppHost's one console: its own lines, the resources' changes of state, and those lines of the children that ask for attention.</summary>
internal sealed class ConsoleOutput(bool verbose)
{
    private static readonly int[] Colours = [36, 35, 34, 33, 32, 96, 95, 94];

    private readonly bool _colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private readonly Lock _gate = new();

    /// <summary>A line of AppHost's own.</summary>
    public void Say(string text) => Write(text);

    /// <summary>One line a change of state: name, state, process, address or reason. Machine-readable by its first fields.</summary>
    public void Lifecycle(ResourceStatus status)
    {
        if (status.State is ResourceState.Waiting or ResourceState.Starting && !verbose) return;
        var mark = status.State switch
        {
            ResourceState.Healthy or ResourceState.Finished => Paint("32", "●"),
            ResourceState.Unhealthy or ResourceState.Restarting => Paint("31", "●"),
            _ => Paint("90", "○"),
        };
        var process = status.Pid is { } pid ? $"pid {pid}" : "";
        var about = status.State is ResourceState.Healthy ? string.Join(' ', status.Urls.Values) : status.Detail;
        Write($"{mark} {Prefix(status.Name)} {ResourceStateName(status.State),-10} {process,-11} {about}".TrimEnd());
    }

    /// <summary>A line that a child wrote.</summary>
    public void Child(string resource, string line, bool important)
    {
        if (important || verbose) Write($"  {Prefix(resource)} | {line}");
    }

    private static string ResourceStateName(ResourceState state) => state switch
    {
        ResourceState.Waiting => "waiting",
        ResourceState.Starting => "starting",
        ResourceState.Running => "running",
        ResourceState.Healthy => "healthy",
        ResourceState.Unhealthy => "unhealthy",
        ResourceState.Finished => "finished",
        ResourceState.Restarting => "restarting",
        _ => "stopped",
    };

    private string Prefix(string name)
    {
        var sum = name.Sum(character => character);
        return Paint(Colours[sum % Colours.Length].ToString(CultureInfo.InvariantCulture), $"{name,-16}");
    }

    private string Paint(string code, string text) => _colour ? $"\e[{code}m{text}\e[0m" : text;

    private void Write(string line)
    {
        lock (_gate) Console.Out.WriteLine(line);
    }
}
