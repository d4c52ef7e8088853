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
    public ReferenceExpression ConnectionStringExpression =>
        new(() => $"{Parent.ConnectionString};Database={DatabaseName}", $"{{{Parent.Name}.connectionString}};Database={DatabaseName}");

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> ConnectionProperties =>
        [.. Parent.Properties(DatabaseName), new("DATABASENAME", ReferenceExpression.Constant(DatabaseName))];

    internal string ConnectionString => ConnectionStringExpression.Value;
}
