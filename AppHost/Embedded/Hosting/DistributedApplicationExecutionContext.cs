namespace Aspire.Hosting;

/// <summary>Stands for Aspire.Hosting.DistributedApplicationExecutionContext: what the graph was built for.</summary>
public sealed class DistributedApplicationExecutionContext
{
    internal DistributedApplicationExecutionContext(bool isPublishMode) => IsPublishMode = isPublishMode;

    /// <summary>A manifest is written; nothing runs.</summary>
    public bool IsPublishMode { get; }

    /// <summary>The graph runs.</summary>
    public bool IsRunMode => !IsPublishMode;
}
