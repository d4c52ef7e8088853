using Faultline.Collector.Plant;
using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Reads Modbus devices by polling.</summary>
internal sealed class ModbusDriver(ModbusConnector connector, CollectorIdentity identity, TimeProvider time) : IDeviceDriver
{
    public DeviceProtocol Protocol => DeviceProtocol.Modbus;

    public IDeviceReader Create(DeviceConfiguration device, PollCounters counters) => new ModbusReader(device, connector, identity.Speed, time, counters);
}
