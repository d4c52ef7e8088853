namespace Faultline.Contracts;

/// <summary>What can be wrong with an OPC UA device and its tags.</summary>
internal static class OpcUaFaults
{
    private const double Day = 86_400_000;
    private const double Hour = 3_600_000;

    public static void Find(DeviceConfiguration device, FaultList faults)
    {
        if (device.OpcUa is not { } settings)
        {
            faults.Add("opc_ua", "missing: the device speaks OPC UA.");
            return;
        }
        if (settings.Path.Length > 0 && settings.Path[0] != '/')
            faults.Add("opc_ua.path", $"'{settings.Path}' does not begin with '/'.");
        faults.Range("opc_ua.publishing_interval_ms", settings.PublishingIntervalMs, 0, Hour, " ms");
        faults.Range("opc_ua.keep_alive_ms", settings.KeepAliveMs, 100, Hour, " ms");
        faults.Range("opc_ua.lifetime_ms", settings.LifetimeMs, 1000, Day, " ms");
        if (settings.LifetimeMs < settings.KeepAliveMs)
            faults.Add("opc_ua.lifetime_ms", $"{FaultList.Number(settings.LifetimeMs)} ms is less than keep_alive_ms, {FaultList.Number(settings.KeepAliveMs)} ms.");
        if (string.IsNullOrEmpty(settings.User) != string.IsNullOrEmpty(settings.Password))
            faults.Add("opc_ua.password", "a user and the name of the setting with the password go together.");
        if (settings.Security == OpcUaSecurity.None && settings.SignOnly)
            faults.Add("opc_ua.sign_only", "true; without security nothing is signed.");
    }

    public static void Find(TagConfiguration tag, FaultList faults)
    {
        if (tag.OpcUa is not { } place)
        {
            faults.Add("opc_ua", "missing: the device speaks OPC UA.");
            return;
        }
        if (string.IsNullOrEmpty(place.Node) == string.IsNullOrEmpty(place.Path))
            faults.Add("opc_ua.node", "a node or a path is needed, and only one of them.");
        if (place.Path is { Length: > 0 } path && path[0] != '/')
            faults.Add("opc_ua.path", $"'{path}' does not begin with '/'.");
        if (place.PublishingIntervalMs is { } publishing)
            faults.Range("opc_ua.publishing_interval_ms", publishing, 0, Hour, " ms");
        if (place.SamplingIntervalMs is { } sampling)
            faults.Range("opc_ua.sampling_interval_ms", sampling, 0, Day, " ms");
        faults.Range("opc_ua.queue_size", place.QueueSize, 1, OpcUaTag.QueueLimit);
    }
}
