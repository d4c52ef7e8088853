namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.PostgresDatabaseResource: made on the server once that is healthy.</summary>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
    : Resource(name), IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public PostgresServerResource Parent { get; } = parent;

    /// <summary>Name in the server.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc />
    public string ConnectionString => $"{Parent.ConnectionString};Database={DatabaseName}";

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> ConnectionProperties =>
    [
        .. Parent.ConnectionProperties.Where(property => property.Key is not ("URI" or "JDBCCONNECTIONSTRING")),
        new("DATABASENAME", DatabaseName),
        new("URI", Parent.Uri(DatabaseName)),
        new("JDBCCONNECTIONSTRING", Parent.Jdbc(DatabaseName)),
    ];
}
