namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResourceWithWaitSupport: its start can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;
