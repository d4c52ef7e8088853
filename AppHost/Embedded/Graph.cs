namespace Faultline.AppHost.Embedded;

/// <summary>The graph of AppHost.cs, running.</summary>
internal sealed class Graph(DistributedApplicationBuilder builder, GraphContext context) : IDisposable
{
    private readonly List<ResourceRunner> _runners = [];

    /// <summary>What runs, in the graph's order.</summary>
    public IReadOnlyList<ResourceRunner> Runners => _runners;

    public void Dispose()
    {
        foreach (var runner in _runners) runner.Dispose();
    }

    /// <summary>Chooses ports and programs, then lets every resource begin; each waits for its own needs.</summary>
    /// <exception cref="DistributedApplicationException">A fixed port is taken, or there is no PostgreSQL.</exception>
    public void Begin()
    {
        var cluster = new PostgresCluster(Path.Combine(builder.Data.Path, "postgres"));
        AllocatePorts(cluster.LastPort);
        foreach (var resource in builder.Resources)
            if (Runner(resource, cluster) is { } runner) _runners.Add(runner);
        foreach (var runner in _runners) runner.Begin();
    }

    /// <summary>Completes once every resource is healthy or did its work.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => context.Board.WhenAsync(
        statuses => _runners.TrueForAll(runner => statuses.GetValueOrDefault(runner.Resource.Name)?.State is ResourceState.Healthy or ResourceState.Finished),
        cancellationToken);

    /// <summary>Stops each resource once everything that needs it has stopped.</summary>
    public async Task StopAsync()
    {
        var stops = new Dictionary<string, Task>();
        foreach (var runner in Enumerable.Reverse(_runners))
        {
            var dependants = _runners.Where(other => other.Needs.Any(need => need.Resource == runner.Resource))
                .Select(other => stops.GetValueOrDefault(other.Resource.Name, Task.CompletedTask)).ToList();
            stops[runner.Resource.Name] = StopAfterAsync(runner, dependants);
        }

        await Task.WhenAll(stops.Values);
    }

    private static async Task StopAfterAsync(ResourceRunner runner, List<Task> dependants)
    {
        await Task.WhenAll(dependants);
        await runner.StopAsync();
    }

    private void AllocatePorts(int? databasePort)
    {
        var taken = context.TakenPorts;
        var endpoints = builder.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (resource, endpoint)));
        foreach (var (resource, endpoint) in endpoints.OrderBy(pair => pair.endpoint.Port is null))
        {
            if (endpoint.Port is { } port && !(FreePort.IsFree(port) && taken.Add(port)))
                throw new DistributedApplicationException($"port {port} of {resource.Name} is taken by another program. Stop that, or choose another port with --port N.");
            endpoint.AllocatedPort = endpoint.Port ?? FreePort.Next(taken, resource is PostgresServerResource ? databasePort : null);
        }
    }

    private ResourceRunner? Runner(IResource resource, PostgresCluster cluster) => resource switch
    {
        PostgresServerResource server => new PostgresRunner(server, context, cluster, FindPostgres(cluster)),
        PostgresDatabaseResource database => new DatabaseRunner(database, context),
        RedisResource redis => new GarnetRunner(redis, context),
        ProjectResource project => new ProjectRunner(project, context)
        {
            RunsToCompletion = builder.Resources.SelectMany(other => other.Annotations.OfType<WaitAnnotation>())
                .Any(wait => wait.Resource == project && wait.WaitType == WaitType.WaitForCompletion),
        },
        _ => null,
    };

    private PostgresInstallation FindPostgres(PostgresCluster cluster)
    {
        var finder = new PostgresFinder(
            builder.Configuration["Postgres:BinFolder"] ?? builder.Configuration["FAULTLINE_POSTGRES_BIN"], Path.GetDirectoryName(builder.AppHostDirectory)!,
            Environment.GetEnvironmentVariable("PATH"), PostgresFinder.UsualFolders());
        var installation = finder.Find(cluster.Major, cluster.NeedsTimescale);
        context.Console.Say($"{installation}");
        return installation;
    }
}
