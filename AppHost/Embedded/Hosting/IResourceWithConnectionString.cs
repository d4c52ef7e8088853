namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.IResourceWithConnectionString.</summary>
public interface IResourceWithConnectionString : IResource
{
    /// <summary>Value of ConnectionStrings__NAME.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>Values of NAME_HOST, NAME_PORT and so on (there: GetConnectionProperties), keyed by the part after the underscore.</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> ConnectionProperties { get; }
}
