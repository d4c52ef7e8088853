using System.Collections.Concurrent;
using Faultline.Collector.Plant;
using Faultline.Collector.Processing;
using Faultline.Collector.Validation;
using Faultline.Contracts;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Devices;

/// <summary>Makes pipelines; those of one system share its stream, also over changes of the configuration.</summary>
internal sealed class PipelineFactory(Intake intake, IOptions<ValidationOptions> validation, CollectorIdentity identity, CollectorMetrics metrics)
{
    private readonly ConcurrentDictionary<string, SystemStream> streams = [];

    public DevicePipeline Create(DeviceConfiguration device, Action answered) => new(
        device, streams.GetOrAdd(device.System.Id, id => new SystemStream(new SystemId(id))), validation.Value, identity.Speed, intake, metrics, answered);
}
