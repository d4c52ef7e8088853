namespace Faultline.AppHost.Embedded;

/// <summary>Where a resource is in its life; shown on the console in lower case.</summary>
internal enum ResourceState
{
    /// <summary>Its dependencies are not ready.</summary>
    Waiting,

    /// <summary>Its process is being made.</summary>
    Starting,

    /// <summary>Its process runs; the health check has not passed.</summary>
    Running,

    /// <summary>The health check passes.</summary>
    Healthy,

    /// <summary>The health check passed once and fails now.</summary>
    Unhealthy,

    /// <summary>It ran to completion with exit code 0.</summary>
    Finished,

    /// <summary>It died and is started again after a pause.</summary>
    Restarting,

    /// <summary>It was told to stop, and ended.</summary>
    Stopped,
}
