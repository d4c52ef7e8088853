namespace Faultline.AppHost.Embedded.Dashboard;

/// <summary>Hides the graph's passwords and keys in whatever leaves AppHost for the dashboard.</summary>
internal sealed class SecretMask
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Hidden = "••••••••";

    private readonly List<string> _secrets;

    /// <summary>Takes each secret's value, and its percent-encoded form, which stands in URIs.</summary>
    public SecretMask(IEnumerable<IResource> resources) => _secrets =
    [
        .. resources.SelectMany(SecretsOf).Where(value => value.Length > 0).SelectMany(value => (string[])[value, Uri.EscapeDataString(value)]).Distinct()
            .OrderByDescending(value => value.Length),
    ];

    public string Apply(string text) => _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Hidden, StringComparison.Ordinal));

    private static IEnumerable<string> SecretsOf(IResource resource) => resource switch
    {
        ParameterResource { Secret: true } parameter => [parameter.Value],
        PostgresServerResource server => [server.PasswordParameter.Value],
        RedisResource server => [server.PasswordParameter.Value],
        _ => [],
    };
}
