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
        var application = (DistributedApplicationBuilder)builder;
        return builder.AddResource(new ParameterResource(
            name,
            () => builder.Configuration[$"Parameters:{name}"] is { Length: > 0 } given ? given
                : persist ? application.Secrets.GetOrAdd(name, value.GetDefaultValue)
                : value.GetDefaultValue(),
            secret));
    }

    /// <summary>Stands for CreateDefaultPasswordParameter: NAME-password of a server, generated and kept.</summary>
    internal static ParameterResource CreateDefaultPassword(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true).Resource;
}
