using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.ParameterResourceBuilderExtensions.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>
    /// Stands for AddParameter with a default: configuration Parameters:NAME, else what the data folder keeps, else
    /// <paramref name="value"/>'s, which is then kept where <paramref name="persist"/> (there: in the user secrets).
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        return builder.AddResource(Create(builder, name, value, secret, persist));
    }

    /// <summary>
    /// Stands for CreateDefaultPasswordParameter: NAME-password of a server, generated and kept; no resource of the graph's own, as there.
    /// </summary>
    internal static ParameterResource CreateDefaultPassword(IDistributedApplicationBuilder builder, string name, bool special = true) =>
        Create(builder, $"{name}-password", new GenerateParameterDefault { Special = special }, secret: true, persist: true);

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist)
    {
        var application = (DistributedApplicationBuilder)builder;
        return new ParameterResource(
            name,
            () => builder.Configuration[$"Parameters:{name}"] is { Length: > 0 } given ? given
                : persist ? application.Secrets.GetOrAdd(name, value.GetDefaultValue)
                : value.GetDefaultValue(),
            secret,
            value);
    }
}
