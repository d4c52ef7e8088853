using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>A connection of one device.</summary>
internal sealed class OwnLink(ModbusTcpClient client) : IModbusLink
{
    public Task Closed => client.Closed;

    public ValueTask<int> ReadAsync(ReadOnlyMemory<ReadBlock> blocks, CancellationToken cancellationToken) => client.ReadAsync(blocks, cancellationToken);

    public Task WriteAsync(Func<ModbusTcpClient, Task> write, CancellationToken cancellationToken) => write(client);

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
