namespace Faultline.AppHost.Embedded;

/// <summary>What is known of a resource, as written to run/resources.json.</summary>
/// <param name="Name">Resource name.</param>
/// <param name="State">See <see cref="ResourceState"/>.</param>
/// <param name="Pid">Process that serves, null where there is none; for PostgreSQL the postmaster.</param>
/// <param name="Restarts">How often it was started again after dying.</param>
/// <param name="Urls">Its endpoints by name.</param>
/// <param name="ConnectionString">Null for services.</param>
/// <param name="Detail">Reason of the last change, or null.</param>
internal sealed record ResourceStatus(
    string Name,
    ResourceState State,
    int? Pid,
    int Restarts,
    IReadOnlyDictionary<string, string> Urls,
    string? ConnectionString,
    string? Detail);
