using Faultline.Contracts;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>What makes two devices share a line.</summary>
/// <param name="Host">Host in capitals, as configured.</param>
/// <param name="Port">Its port.</param>
internal readonly record struct LineKey(string Host, int Port)
{
    public static LineKey Of(DeviceConfiguration device) => new(device.Host.ToUpperInvariant(), device.Port);
}
