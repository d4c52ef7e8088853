namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.RedisResource; run as Garnet in a child process of AppHost's own program.</summary>
public sealed class RedisResource(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    /// <summary>Password that AUTH asks for.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Primary.Host}:{Primary.Port},password={PasswordParameter.Expression}{TlsSuffix}");

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, ReferenceExpression>> ConnectionProperties =>
    [
        new("HOST", Primary.Host),
        new("PORT", Primary.Port),
        new("PASSWORD", PasswordParameter.Expression),
        new("URI", ReferenceExpression.Create($"{Primary.Scheme}://:{PasswordParameter.UriExpression}@{Primary.Host}:{Primary.Port}")),
    ];

    /// <summary>Resource of the manifest with what a server with TLS adds to the connection string; empty without.</summary>
    internal string TlsSuffixName => ConditionalName.Of($"{{{Name}.bindings.{Endpoint.Name}.tlsEnabled}}", ",ssl=true", "", bool.TrueString);

    internal EndpointAnnotation Endpoint => Annotations.OfType<EndpointAnnotation>().Single();

    private ReferenceExpression TlsSuffix => new(() => "", $"{{{TlsSuffixName}.connectionString}}");

    private EndpointReference Primary => new(this, Endpoint);
}
