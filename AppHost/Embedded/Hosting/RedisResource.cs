using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.RedisResource; run as Garnet in a child process of AppHost's own program.</summary>
public sealed class RedisResource(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    /// <summary>Password that AUTH asks for.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <inheritdoc />
    public string ConnectionString => $"{Endpoint.Host}:{Endpoint.AllocatedPort},password={PasswordParameter.Value}";

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> ConnectionProperties =>
    [
        new("HOST", Endpoint.Host),
        new("PORT", Endpoint.AllocatedPort.ToString(CultureInfo.InvariantCulture)),
        new("PASSWORD", PasswordParameter.Value),
        new("URI", $"redis://:{Uri.EscapeDataString(PasswordParameter.Value)}@{Endpoint.Host}:{Endpoint.AllocatedPort}"),
    ];

    internal EndpointAnnotation Endpoint => Annotations.OfType<EndpointAnnotation>().Single();
}
