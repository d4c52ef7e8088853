using Faultline.Protocols.Modbus;
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
        var failed = await client.ReadAsync(blocks, cancellationToken);
        if (failed > 0 && HasTimedOut(blocks.Span))
            await line.DropAsync();
        return failed;
    }

    public async Task WriteAsync(Func<ModbusTcpClient, Task> write, CancellationToken cancellationToken)
    {
        using var turn = await line.TakeTurnAsync(cancellationToken);
        await write(await line.ConnectedAsync(open, cancellationToken));
    }

    public ValueTask DisposeAsync() => lines.LeaveAsync(line);

    // A peer that still waits for a silent unit may answer nobody else before.
    private static bool HasTimedOut(ReadOnlySpan<ReadBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Failure is ModbusException { Error: ModbusError.Timeout })
                return true;
        }
        return false;
    }
}
