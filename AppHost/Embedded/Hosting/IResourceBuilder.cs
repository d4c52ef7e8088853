namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResourceBuilder: what the fluent methods hang on.</summary>
/// <typeparam name="T">Type of the resource; covariant, as there.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The graph's builder.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource being described.</summary>
    T Resource { get; }
}
