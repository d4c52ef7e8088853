using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>A device's turns on a line.</summary>
/// <param name="lines">Where the line is given back.</param>
/// <param name="line">The line.</param>
/// <param name="open">Connects anew, where the connection has ended since the last turn.</param>
internal sealed class LineLink(ModbusLines lines, ModbusLine line, Func<CancellationToken, Task<ModbusTcpClient>> open) : IModbusLink
{
    public Task Closed { get; } = new TaskCompletionSource().Task;

    public async ValueTask<int> ReadAsync(ReadOnlyMemory<ReadBlock> blocks, CancellationToken cancellationToken)
    {
        using var turn = await line.TakeTurnAsync(cancellationToken);
        var client = await line.ConnectedAsync(open, cancellationToken);
        return await client.ReadAsync(blocks, cancellationToken);
    }

    public async Task WriteAsync(Func<ModbusTcpClient, Task> write, CancellationToken cancellationToken)
    {
        using var turn = await line.TakeTurnAsync(cancellationToken);
        await write(await line.ConnectedAsync(open, cancellationToken));
    }

    public ValueTask DisposeAsync() => lines.LeaveAsync(line);
}
