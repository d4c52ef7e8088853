using Faultline.Contracts;

namespace Faultline.Collector.Drivers;

/// <summary>Reads devices of one protocol. What belongs to all protocols (back-off, quality, validation, deadbands, timestamps, batches) is not its business.</summary>
internal interface IDeviceDriver
{
    /// <summary>The protocol that it speaks.</summary>
    DeviceProtocol Protocol { get; }

    /// <summary>A reader for a device, for as long as its configuration stands; nothing is connected yet.</summary>
    IDeviceReader Create(DeviceConfiguration device, PollCounters counters);
}
