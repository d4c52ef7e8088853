using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>A device's way to its peer: a connection of its own, or turns on one that it shares.</summary>
internal interface IModbusLink : IAsyncDisposable
{
    /// <summary>Ends when the connection has ended; never where others keep it up.</summary>
    Task Closed { get; }

    /// <summary>Reads blocks; returns how many failed, of which each says why.</summary>
    /// <exception cref="DeviceException">There is no connection, and none can be made.</exception>
    ValueTask<int> ReadAsync(ReadOnlyMemory<ReadBlock> blocks, CancellationToken cancellationToken);

    /// <summary>Writes.</summary>
    /// <exception cref="ModbusException">The device is lost or refuses.</exception>
    /// <exception cref="DeviceException">There is no connection, and none can be made.</exception>
    Task WriteAsync(Func<ModbusTcpClient, Task> write, CancellationToken cancellationToken);
}
