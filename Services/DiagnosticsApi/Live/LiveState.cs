using System.Collections.Concurrent;
using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>The live state of every registered system.</summary>
internal sealed class LiveState
{
    private readonly ConcurrentDictionary<SystemId, LiveSystem> systems = new();

    public IEnumerable<LiveSystem> All => systems.Values;

    public LiveSystem? Find(SystemId id) => systems.GetValueOrDefault(id);

    /// <summary>The system as it is configured now; tags come and go while it is followed.</summary>
    public LiveSystem Ensure(SystemDefinition definition)
    {
        var system = systems.GetOrAdd(definition.Id, _ => new LiveSystem(definition));
        system.Describe(definition);
        return system;
    }
}
