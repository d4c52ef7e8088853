namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResourceAnnotation: a marker for what can be noted on a resource.</summary>
public interface IResourceAnnotation;
