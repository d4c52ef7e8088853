namespace Aspire.Hosting.ApplicationModel;

/// <summary>Stands for Aspire.Hosting.ApplicationModel.WaitType.</summary>
public enum WaitType
{
    /// <summary>Its health check passes.</summary>
    WaitUntilHealthy,

    /// <summary>It ended with exit code 0.</summary>
    WaitForCompletion,
}
