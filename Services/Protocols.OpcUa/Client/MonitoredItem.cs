using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>A monitored item and what the server made of it.</summary>
public sealed class MonitoredItem
{
    internal MonitoredItem(MonitoredItemSettings settings) => Settings = settings;

    /// <summary>What was asked for.</summary>
    public MonitoredItemSettings Settings { get; internal set; }

    /// <summary>Good, or why the server does not monitor it; it is tried again when the subscription is made anew.</summary>
    public StatusCode Status { get; private set; } = StatusCodes.BadNotConnected;

    /// <summary>The server's id of it; 0 where it is not monitored.</summary>
    public uint ServerId { get; private set; }

    /// <summary>The sampling interval that the server took.</summary>
    public TimeSpan SamplingInterval { get; private set; }

    /// <summary>The queue size that the server took.</summary>
    public uint QueueSize { get; private set; }

    internal void Take(MonitoredItemCreateResult result)
    {
        Status = result.StatusCode;
        ServerId = result.StatusCode.IsBad ? 0 : result.MonitoredItemId;
        Revise(result.RevisedSamplingInterval, result.RevisedQueueSize);
    }

    internal void Take(MonitoredItemModifyResult result, MonitoredItemSettings settings)
    {
        Status = result.StatusCode;
        if (result.StatusCode.IsBad)
            return;
        Settings = settings;
        Revise(result.RevisedSamplingInterval, result.RevisedQueueSize);
    }

    private void Revise(double samplingInterval, uint queueSize)
    {
        SamplingInterval = Duration.FromMilliseconds(samplingInterval);
        QueueSize = queueSize;
    }
}
