namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.PostgresServerResource; run as a private PostgreSQL child process.</summary>
public sealed class PostgresServerResource(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    /// <summary>The superuser, as there.</summary>
    internal const string UserName = "postgres";

    /// <summary>Password of the superuser.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Primary.Host};Port={Primary.Port};Username={UserName};Password={PasswordParameter.Expression}");

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> ConnectionProperties => Properties(null);

    internal string ConnectionString => ConnectionStringExpression.Value;

    internal EndpointAnnotation Endpoint => Annotations.OfType<EndpointAnnotation>().Single();

    private EndpointReference Primary => new(this, Endpoint);

    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> Properties(string? database)
    {
        var path = database is null ? "" : "/" + database;
        return
        [
            new("HOST", Primary.Host),
            new("PORT", Primary.Port),
            new("USERNAME", ReferenceExpression.Constant(UserName)),
            new("PASSWORD", PasswordParameter.Expression),
            new("URI", ReferenceExpression.Create($"postgresql://{UserName}:{PasswordParameter.UriExpression}@{Primary.Host}:{Primary.Port}{path}")),
            new("JDBCCONNECTIONSTRING", ReferenceExpression.Create($"jdbc:postgresql://{Primary.Host}:{Primary.Port}{path}")),
        ];
    }
}
