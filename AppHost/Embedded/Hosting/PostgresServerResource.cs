using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.PostgresServerResource; run as a private PostgreSQL child process.</summary>
public sealed class PostgresServerResource(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    /// <summary>The superuser, as there.</summary>
    internal const string UserName = "postgres";

    /// <summary>Password of the superuser.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <inheritdoc />
    public string ConnectionString => $"Host={Endpoint.Host};Port={Endpoint.AllocatedPort};Username={UserName};Password={PasswordParameter.Value}";

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> ConnectionProperties =>
    [
        new("HOST", Endpoint.Host),
        new("PORT", Endpoint.AllocatedPort.ToString(CultureInfo.InvariantCulture)),
        new("USERNAME", UserName),
        new("PASSWORD", PasswordParameter.Value),
        new("URI", Uri(null)),
        new("JDBCCONNECTIONSTRING", Jdbc(null)),
    ];

    internal EndpointAnnotation Endpoint => Annotations.OfType<EndpointAnnotation>().Single();

    internal string Uri(string? database) =>
        $"postgresql://{UserName}:{System.Uri.EscapeDataString(PasswordParameter.Value)}@{Endpoint.Host}:{Endpoint.AllocatedPort}{(database is null ? "" : "/" + database)}";

    internal string Jdbc(string? database) => $"jdbc:postgresql://{Endpoint.Host}:{Endpoint.AllocatedPort}{(database is null ? "" : "/" + database)}";
}
