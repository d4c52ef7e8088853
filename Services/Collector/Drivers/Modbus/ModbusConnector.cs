using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Makes connections as devices are configured.</summary>
internal sealed class ModbusConnector(IConfiguration configuration, CertificateShelf certificates, ModbusLines lines)
{
    /// <exception cref="DeviceException">The address or certificate is unknown, or nobody answers there.</exception>
    public async Task<IModbusLink> ConnectAsync(DeviceConfiguration device, CancellationToken cancellationToken) => device.Modbus!.TakesTurns()
        ? await lines.JoinAsync(device, cancel => OpenAsync(device, cancel), cancellationToken)
        : new OwnLink(await OpenAsync(device, cancellationToken));

    private async Task<ModbusTcpClient> OpenAsync(DeviceConfiguration device, CancellationToken cancellationToken)
    {
        var (host, port) = DeviceAddress.Resolve(device, configuration);
        var modbus = device.Modbus!;
        var options = new ModbusTcpClientOptions
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(device.ConnectTimeoutMs),
            RequestTimeout = TimeSpan.FromMilliseconds(device.RequestTimeoutMs),
            MaxOutstanding = modbus.InFlight,
            // A poll loop never blocks, and concerns its own device alone.
            ContinueInline = true,
            // A device has at most 4095 tags, so never more requests than that; writes come on top.
            MaxQueued = 8192,
            Framing = modbus.Transport == ModbusTransport.RtuOverTcp ? ModbusFraming.Rtu : ModbusFraming.Mbap,
            Security = modbus.Transport == ModbusTransport.Tls ? certificates.Find(modbus.Certificate!) : null,
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
