using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.ResourceBuilderExtensions.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Stands for WithHttpEndpoint: an endpoint named http, on a free port unless <paramref name="port"/> is given.</summary>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port: port, scheme: "http", name: "http");

    /// <summary>Stands for WithEndpoint; <paramref name="env"/> names the variable that tells the resource its port.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, string? scheme = null, string? name = null, string? env = null)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new EndpointAnnotation { Name = name ?? scheme ?? "tcp", UriScheme = scheme ?? "tcp", Port = port })
            .WithPortVariable(env);

    /// <summary>Stands for WithExternalHttpEndpoints.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
            if (endpoint.UriScheme is "http" or "https") endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Stands for WithHttpHealthCheck on the endpoint http: healthy means 200.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new HttpHealthCheckAnnotation(path ?? "/"));

    /// <summary>Stands for WithEnvironment with a constant; null becomes the empty string, as there.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new EnvironmentCallbackAnnotation(environment => environment[name] = ReferenceExpression.Constant(value ?? "")));

    /// <summary>Stands for WithEnvironment with a parameter.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new EnvironmentCallbackAnnotation(environment => environment[name] = parameter.Resource.Expression));

    /// <summary>Stands for WithReference to a connection string: ConnectionStrings__NAME and NAME_HOST, NAME_PORT and so on.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source)
        where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new EnvironmentCallbackAnnotation(environment =>
        {
            environment[$"ConnectionStrings__{source.Resource.Name}"] = new(
                () => source.Resource.ConnectionStringExpression.Value, $"{{{source.Resource.Name}.connectionString}}");
            foreach (var property in source.Resource.ConnectionProperties)
                environment[$"{VariableName(source.Resource.Name)}_{property.Key}"] = property.Value;
        }));

    /// <summary>Stands for WithReference to a service: services__NAME__ENDPOINT__0 and NAME_ENDPOINT for each of its endpoints.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new EnvironmentCallbackAnnotation(environment =>
        {
            foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
            {
                var url = new EndpointReference(source.Resource, endpoint).Url;
                environment[$"{VariableName(source.Resource.Name)}_{VariableName(endpoint.Name)}"] = url;
                environment[$"services__{source.Resource.Name}__{endpoint.Name}__0"] = url;
            }
        }));

    /// <summary>Stands for WaitFor: start once the dependency's health check passes.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy));

    /// <summary>Stands for WaitForCompletion: start once the dependency ended with exit code 0.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion));

    private static IResourceBuilder<T> WithPortVariable<T>(this IResourceBuilder<T> builder, string? name)
        where T : IResourceWithEndpoints
    {
        if (name is null) return builder;
        var endpoint = new EndpointReference(builder.Resource, builder.Resource.Annotations.OfType<EndpointAnnotation>().Last());
        return builder.WithAnnotation(new EnvironmentCallbackAnnotation(environment => environment[name] = endpoint.TargetPort));
    }

    private static IResourceBuilder<T> WithAnnotation<T>(this IResourceBuilder<T> builder, IResourceAnnotation annotation)
        where T : IResource
    {
        builder.Resource.Annotations.Add(annotation);
        return builder;
    }

    /// <summary>diagnostics-api becomes DIAGNOSTICS_API (there: EnvironmentVariableNameEncoder, then upper case).</summary>
    private static string VariableName(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
}
