using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.IDistributedApplicationBuilder.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Command line, environment variables, and parameters under Parameters:NAME.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Whether the graph is built to run, or for a manifest.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Folder of AppHost.csproj.</summary>
    string AppHostDirectory { get; }

    /// <summary>The graph so far.</summary>
    IList<IResource> Resources { get; }

    /// <summary>Adds a resource; names are unique without regard to case.</summary>
    /// <exception cref="DistributedApplicationException">The name is taken.</exception>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}
