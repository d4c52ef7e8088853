using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.RedisBuilderExtensions.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Stands for AddRedis.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name)
    {
        var redis = builder.AddResource(new RedisResource(name, ParameterResourceBuilderExtensions.CreateDefaultPassword(builder, name, special: false)));
        redis.Resource.Annotations.Add(new ContainerImageAnnotation { Image = "library/redis", Tag = "8.6" });
        redis.Resource.Annotations.Add(new EndpointAnnotation { Name = "tcp", UriScheme = "redis", TargetPort = 6379 });
        redis.Resource.Annotations.Add(new EnvironmentCallbackAnnotation(environment =>
            environment["REDIS_PASSWORD"] = redis.Resource.PasswordParameter.Expression));
        redis.Resource.Annotations.Add(new ContainerCommandAnnotation("/bin/sh", ["-c", "redis-server --requirepass $REDIS_PASSWORD"]));
        return redis;
    }
}
