namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResourceWithEnvironment: environment variables can be set on it.</summary>
public interface IResourceWithEnvironment : IResource;
