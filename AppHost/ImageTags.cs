namespace Faultline.AppHost;

/// <summary>The container images of the graph, each pinned to a release; Kubernetes manifests and the Aspire host take them from here.</summary>
internal static class ImageTags
{
    /// <summary>PostgreSQL 17 with TimescaleDB under the Timescale licence (compression, continuous aggregates), from Docker Hub.</summary>
    public const string TimescaleImage = "timescale/timescaledb";

    /// <summary>TimescaleDB 2.19.3 on PostgreSQL 17: the release that the Apache edition in Debian trixie has too.</summary>
    public const string TimescaleTag = "2.19.3-pg17";

    /// <summary>Redis 8.2.1 of the official image.</summary>
    public const string RedisTag = "8.2.1";
}
