using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Faultline.EndToEnd;

/// <summary>
/// A real AppHost process whose console is read: every wait is for a line it writes. It watches this process and ends with it.
/// Free of any test framework, so that benchmarks use it too.
/// </summary>
public sealed partial class AppHostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly Dictionary<string, ResourceLine> _resources = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppHostProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Process id of AppHost itself.</summary>
    public int Id => _process.Id;

    /// <summary>Everything written so far, standard output and error.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts `dotnet ASSEMBLY ARGUMENTS`.</summary>
    /// <param name="assembly">Full path of the .dll.</param>
    /// <param name="arguments">AppHost's arguments.</param>
    /// <param name="environment">Variables in addition to this process's own.</param>
    public static AppHostProcess Start(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Where the tests run in the background of a script, Ctrl-C is ignored, and children inherit that: a terminal's program has the default.
        string[] program = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(program[0], [.. program.Skip(1), assembly, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var unwanted in (string[])["FAULTLINE_DATA", "FAULTLINE_PORT", "FAULTLINE_SPEED", "FAULTLINE_REPLAY", "FAULTLINE_ADMIN_PASSWORD"]) start.Environment.Remove(unwanted);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        start.Environment[ProcessesOf.Variable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new AppHostProcess(Process.Start(start)!);
    }

    /// <summary>The last that AppHost said of a resource, or null.</summary>
    public ResourceLine? Find(string resource)
    {
        lock (_gate) return _resources.GetValueOrDefault(resource);
    }

    /// <summary>Waits for the line that says the whole graph is up.</summary>
    /// <returns>The dashboard's address.</returns>
    public async Task<Uri> WaitReadyAsync(TimeSpan timeout)
    {
        const string ready = "Dashboard: ";
        var line = await WaitLineAsync(line => line.StartsWith(ready, StringComparison.Ordinal), timeout);
        return new Uri(line[ready.Length..]);
    }

    /// <summary>Waits until a line, old or new, fits.</summary>
    /// <exception cref="TimeoutException">It did not come; the message has what came.</exception>
    public Task<string> WaitLineAsync(Func<string, bool> fits, TimeSpan timeout) => WhenAsync(() => _lines.Find(line => fits(line)), timeout);

    /// <summary>Waits until a resource's last line fits.</summary>
    public Task<ResourceLine> WaitResourceAsync(string resource, Func<ResourceLine, bool> fits, TimeSpan timeout) =>
        WhenAsync(() => _resources.GetValueOrDefault(resource) is { } line && fits(line) ? line : null, timeout);

    /// <summary>Kills a resource's process as kill -9 does; returns the id it had, for <see cref="WaitRestartedAsync"/>.</summary>
    public int Kill(string resource)
    {
        var pid = Find(resource)?.Pid ?? throw new InvalidOperationException($"{resource} has no process.\n{Output}");
        using var victim = Process.GetProcessById(pid);
        victim.Kill();
        return pid;
    }

    /// <summary>Waits until a resource is healthy in another process than <paramref name="oldPid"/>.</summary>
    public Task<ResourceLine> WaitRestartedAsync(string resource, int oldPid, TimeSpan timeout) =>
        WaitResourceAsync(resource, line => line.State == "healthy" && line.Pid is { } pid && pid != oldPid, timeout);

    /// <summary>Sends AppHost a signal by its name (TERM, INT, KILL).</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for AppHost's own end.</summary>
    public async Task<int> WaitExitAsync(TimeSpan timeout)
    {
        await _process.WaitForExitAsync().WaitAsync(timeout);
        await _reading.WaitAsync(timeout);
        return _process.ExitCode;
    }

    /// <summary>Stops AppHost by SIGTERM, and by SIGKILL where that does not help; then waits for what it had started.</summary>
    /// <exception cref="InvalidOperationException">Processes were left behind.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("TERM");
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited) _process.Kill();
        }

        await ProcessesOf.WaitGoneAsync(Id, TimeSpan.FromSeconds(30));
        _process.Dispose();
    }

    [GeneratedRegex(@"^[●○] (?<name>\S+) +(?<state>[a-z]+)(?: +pid (?<pid>\d+))?")]
    private static partial Regex ResourcePattern();

    private async Task<T> WhenAsync<T>(Func<T?> find, TimeSpan timeout)
        where T : class
    {
        using var limit = new CancellationTokenSource(timeout);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (find() is { } found) return found;
                changed = _changed.Task;
            }

            if (_reading.IsCompleted) throw new InvalidOperationException($"AppHost ended without it:\n{Output}");
            try
            {
                await Task.WhenAny(changed, _reading).WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"not within {timeout.TotalSeconds} s; AppHost wrote:\n{Output}");
            }
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            TaskCompletionSource changed;
            lock (_gate)
            {
                _lines.Add(line);
                if (ResourcePattern().Match(line) is { Success: true } match)
                {
                    var pid = match.Groups["pid"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : (int?)null;
                    _resources[match.Groups["name"].Value] = new(match.Groups["state"].Value, pid);
                }

                (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            changed.TrySetResult();
        }
    }
}
