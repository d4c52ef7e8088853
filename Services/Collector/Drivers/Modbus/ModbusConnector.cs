using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Makes connections as devices are configured.</summary>
internal sealed class ModbusConnector(IConfiguration configuration)
{
    /// <exception cref="DeviceException">The address is unknown, nobody answers there, or the transport cannot be had.</exception>
    public async Task<ModbusTcpClient> ConnectAsync(DeviceConfiguration device, CancellationToken cancellationToken)
    {
        var (host, port) = DeviceAddress.Resolve(device, configuration);
        if (device.Modbus!.Transport != ModbusTransport.Tcp)
            throw new DeviceException($"Transport {device.Modbus.Transport} is not available.");
        var options = new ModbusTcpClientOptions
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(device.ConnectTimeoutMs),
            RequestTimeout = TimeSpan.FromMilliseconds(device.RequestTimeoutMs),
            MaxOutstanding = device.Modbus.InFlight,
            MaxQueued = 65536,
        };
        try
        {
            // The connection's own timeouts run on the system's clock: they guard a real socket.
            return await ModbusTcpClient.ConnectAsync(host, port, options, cancellationToken);
        }
        catch (ModbusException exception)
        {
            throw ModbusReader.Lost(exception);
        }
    }
}
