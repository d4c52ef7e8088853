namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResource: a named part of the graph.</summary>
public interface IResource
{
    /// <summary>Lower-case name, unique in the graph; also its name in service discovery and connection strings.</summary>
    string Name { get; }

    /// <summary>What the builder methods noted about it.</summary>
    IList<IResourceAnnotation> Annotations { get; }
}
