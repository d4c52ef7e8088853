using Faultline.Collector.Validation;
using Faultline.Contracts;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Reads OPC UA servers by subscriptions, and by polling where they cannot.</summary>
internal sealed class OpcUaDriver(
    OpcUaConnector connector, IOptions<ValidationOptions> validation, TimeProvider time, CollectorMetrics metrics, ILogger<OpcUaReader> logger) : IDeviceDriver
{
    public DeviceProtocol Protocol => DeviceProtocol.OpcUa;

    public IDeviceReader Create(DeviceConfiguration device, PollCounters counters) =>
        new OpcUaReader(device, connector, validation.Value.AgeLimit, time, counters, metrics, logger);
}
