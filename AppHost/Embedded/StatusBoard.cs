using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Faultline.AppHost.Embedded;

/// <summary>The state of every resource: told to the console and to run/resources.json, and awaited by those that depend on it.</summary>
internal sealed class StatusBoard(string file, ConsoleOutput console)
{
    private static readonly JsonSerializerOptions Json = new(OwnerFile.Indented)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceStatus> _statuses = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Replaces a resource's status and tells about it when it says something new.</summary>
    public void Publish(ResourceStatus status)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            var before = _statuses.GetValueOrDefault(status.Name);
            // Its endpoints are the same for as long as the graph runs; as another dictionary they would never compare equal.
            if (before is not null && before with { Urls = status.Urls } == status) return;
            _statuses[status.Name] = status;
            // The file first: who reads the line finds the file up to date.
            OwnerFile.Write(file, JsonSerializer.Serialize(_statuses.Values, Json));
            if (before?.State != status.State) console.Lifecycle(status);
            (signal, _changed) = (_changed, NewSignal());
        }

        signal.TrySetResult();
    }

    /// <summary>Completes once <paramref name="condition"/> holds for the statuses by name.</summary>
    public async Task WhenAsync(Func<IReadOnlyDictionary<string, ResourceStatus>, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (condition(_statuses)) return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>First all statuses, then those that changed, whenever some did; changes that come faster than they are taken are told together.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ResourceStatus>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, ResourceStatus>();
        while (true)
        {
            List<ResourceStatus> fresh;
            Task changed;
            lock (_gate)
            {
                fresh = [.. _statuses.Values.Where(status => !ReferenceEquals(told.GetValueOrDefault(status.Name), status))];
                changed = _changed.Task;
            }

            if (fresh.Count > 0)
            {
                foreach (var status in fresh) told[status.Name] = status;
                yield return fresh;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
