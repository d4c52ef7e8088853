using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.PostgresBuilderExtensions.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Stands for AddPostgres.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name)
    {
        var server = builder.AddResource(
            new PostgresServerResource(name, ParameterResourceBuilderExtensions.CreateDefaultPassword(builder, name)));
        server.Resource.Annotations.Add(new ContainerImageAnnotation { Image = "library/postgres", Tag = "18.3" });
        server.Resource.Annotations.Add(new EndpointAnnotation { Name = "tcp", UriScheme = "tcp", TargetPort = 5432 });
        server.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(environment =>
        {
            environment["POSTGRES_HOST_AUTH_METHOD"] = ReferenceExpression.Constant("scram-sha-256");
            environment["POSTGRES_INITDB_ARGS"] = ReferenceExpression.Constant("--auth-host=scram-sha-256 --auth-local=scram-sha-256");
            environment["POSTGRES_USER"] = ReferenceExpression.Constant(PostgresServerResource.UserName);
            environment["POSTGRES_PASSWORD"] = server.Resource.PasswordParameter.Expression;
        }));
        return server;
    }

    /// <summary>Stands for AddDatabase: named like the resource, made once the server answers.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) =>
        builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource));

    /// <summary>Stands for WithDataVolume; here the cluster is always kept, in the data folder.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null)
    {
        builder.Resource.Annotations.Add(new ContainerMountAnnotation(name, "/var/lib/postgresql/data"));
        return builder;
    }
}
