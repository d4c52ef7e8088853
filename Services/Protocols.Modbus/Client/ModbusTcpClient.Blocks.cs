namespace Faultline.Protocols.Modbus.Client;

/// <summary>Reading many blocks as one.</summary>
public sealed partial class ModbusTcpClient
{
    /// <summary>
    /// Reads many blocks: as many requests under way as <see cref="ModbusTcpClientOptions.MaxOutstanding"/> allows, those that fit leave in one
    /// write, and the caller is woken once. The cheapest way to read: it allocates nothing once warm. One block's failure does not touch the others;
    /// <see cref="ReadBlock.Failure"/> says what it was. The task is awaited exactly once, and the blocks must not be in another reading meanwhile.
    /// </summary>
    /// <param name="blocks">What to read; may name several units.</param>
    /// <param name="ct">Gives up what has not been read yet; the task is canceled then.</param>
    /// <returns>How many blocks failed.</returns>
    public ValueTask<int> ReadAsync(ReadOnlyMemory<ReadBlock> blocks, CancellationToken ct = default)
    {
        foreach (var block in blocks.Span)
            CheckUnit(block.Unit);
        return blocks.IsEmpty ? new ValueTask<int>(0) : _connection.Submit(blocks.Span, ct);
    }
}
