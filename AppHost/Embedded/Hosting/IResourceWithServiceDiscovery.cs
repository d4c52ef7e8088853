using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.IResourceWithServiceDiscovery: a reference to it injects services__NAME__ENDPOINT__0.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
