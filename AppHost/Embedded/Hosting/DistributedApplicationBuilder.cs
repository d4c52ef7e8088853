using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Faultline.AppHost;
using Faultline.AppHost.Embedded;
using Faultline.AppHost.Manifest;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The embedded <see cref="IDistributedApplicationBuilder"/>.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(string[] args)
    {
        AppHostDirectory = typeof(DistributedApplicationBuilder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "apphostprojectpath").Value!;
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(Arguments.Normalize(args), ManifestPublisher.Switches);
        ExecutionContext = new(ManifestPublisher.IsAskedFor(Configuration));
        Settings = LineSettings.From(args);
        Data = DataFolder.Choose(Settings.Data, AppHostDirectory);
        Configuration["Faultline:Data"] = Data.Path;
        Secrets = new SecretStore(Path.Combine(Data.Path, "secrets.json"));
    }

    public ConfigurationManager Configuration { get; } = new();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public string AppHostDirectory { get; }

    public IList<IResource> Resources { get; } = [];

    internal LineSettings Settings { get; }

    internal DataFolder Data { get; }

    internal SecretStore Secrets { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.Any(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Cannot add resource '{resource.Name}': a resource of that name exists already.");
        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build() => new(this);
}
