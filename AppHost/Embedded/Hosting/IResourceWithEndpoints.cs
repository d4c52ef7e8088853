namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResourceWithEndpoints: it listens on ports.</summary>
public interface IResourceWithEndpoints : IResource;
