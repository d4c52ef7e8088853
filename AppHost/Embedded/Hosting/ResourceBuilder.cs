namespace Aspire.Hosting.ApplicationModel;

/// <summary>The only <see cref="IResourceBuilder{T}"/> here.</summary>
internal sealed record ResourceBuilder<T>(IDistributedApplicationBuilder ApplicationBuilder, T Resource) : IResourceBuilder<T>
    where T : IResource;
