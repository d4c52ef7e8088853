using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>
/// One connection that several devices take turns on, in the order in which they ask. What a device's requests do to it concerns that device alone: where they end the connection
/// (a unit that stays silent holds up a peer that answers in order, and RTU framing cannot tell its late answer from the next one), whoever is next makes a new one.
/// </summary>
/// <param name="key">What the devices have in common.</param>
internal sealed class ModbusLine(LineKey key) : IAsyncDisposable
{
    private readonly SemaphoreSlim turns = new(1);
    private ModbusTcpClient? client;
    private bool isClosed;

    public LineKey Key { get; } = key;

    /// <summary>Devices on it; counted by <see cref="ModbusLines"/>.</summary>
    public int Devices { get; set; }

    /// <summary>Waits for a turn, which lasts until it is disposed.</summary>
    public async ValueTask<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        return new Turn(turns);
    }

    /// <summary>The connection, made anew where it has ended; to be called within a turn.</summary>
    /// <exception cref="DeviceException">No device is on the line any more.</exception>
    public async ValueTask<ModbusTcpClient> ConnectedAsync(Func<CancellationToken, Task<ModbusTcpClient>> open, CancellationToken cancellationToken)
    {
        if (isClosed)
            throw new DeviceException("The device is not connected.");
        if (client is { Closed.IsCompleted: false } standing)
            return standing;
        await DropAsync();
        return client = await open(cancellationToken);
    }

    /// <summary>Ends the connection, within a turn: the next one makes another.</summary>
    public async ValueTask DropAsync()
    {
        var ended = client;
        client = null;
        await (ended?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        // A write that was asked for just before may still be under way, or wait for its turn.
        using var turn = await TakeTurnAsync(CancellationToken.None);
        isClosed = true;
        await DropAsync();
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
