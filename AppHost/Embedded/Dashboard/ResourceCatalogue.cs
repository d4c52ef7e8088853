using System.Runtime.CompilerServices;

namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>The running graph as the dashboard sees it.</summary>
internal sealed class ResourceCatalogue(IReadOnlyList<ResourceRunner> runners, StatusBoard board, SecretMask mask)
{
    private readonly ResourceView _view = new(mask);

    /// <summary>The runner of the resource that the dashboard calls <paramref name="name"/>, or null.</summary>
    public ResourceRunner? Find(string name) => runners.FirstOrDefault(runner => ResourceView.NameOf(runner.Resource) == name);

    /// <summary>First all resources, then those that changed, whenever some did.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Wire.Resource>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var changed in board.WatchAsync(cancellationToken))
        {
            var byName = changed.ToDictionary(status => status.Name);
            yield return [.. runners.Where(runner => byName.ContainsKey(runner.Resource.Name)).Select(runner => _view.Of(runner, byName[runner.Resource.Name]))];
        }
    }
}
