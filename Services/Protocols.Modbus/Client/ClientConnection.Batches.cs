namespace Faultline.Protocols.Modbus.Client;

/// <summary>Readings of many blocks: one lock, one write and one continuation for all of them.</summary>
internal sealed partial class ClientConnection
{
    private readonly Stack<Batch> _batches = new();

    internal ValueTask<int> Submit(ReadOnlySpan<ReadBlock> blocks, CancellationToken ct)
    {
        var accepted = 0;
        Exception? refused = null;
        var stuck = false;
        Batch batch;
        ValueTask<int> task;
        lock (_gate)
        {
            batch = _batches.TryPop(out var pooled) ? pooled : new Batch(this, _options.ContinueInline);
            batch.Token = ct;
            // The outcome may come at any time from here on, but the object stays this reading's until the caller has taken it.
            task = batch.Begin(blocks.Length);
            if (ct.IsCancellationRequested)
                refused = new OperationCanceledException(ct);
            while (refused is null && !stuck && accepted < blocks.Length)
                refused = Enqueue(batch, blocks[accepted], ref accepted, ref stuck);
        }

        Send(stuck);
        foreach (var block in blocks[accepted..])
        {
            block.Failure = refused ?? Lost(block.Function);
            batch.Ended(failed: true);
        }

        if (ct.CanBeCanceled)
            batch.Cancellation = ct.UnsafeRegister(static state => ((Batch)state!).Cancel(), batch);
        return task;
    }

    internal void Cancel(Batch batch)
    {
        var taken = new List<Transaction>();
        bool sent;
        lock (_gate)
        {
            var before = _table.Outstanding;
            _table.GiveUp(batch, taken);
            sent = _table.Outstanding < before;
        }

        foreach (var transaction in taken)
            transaction.Fail(new OperationCanceledException(batch.Token));
        AfterGivingUp(sent);
    }

    internal void Return(Batch batch)
    {
        lock (_gate)
            _batches.Push(batch);
    }

    private ModbusException? Enqueue(Batch batch, ReadBlock block, ref int accepted, ref bool stuck)
    {
        if (_lostReason is not null)
            return Lost(block.Function);
        var transaction = RentLocked();
        transaction.Seal(batch, block);
        if (!_table.TryEnqueue(transaction))
        {
            _pool.Push(transaction);
            return ModbusFault.QueueFull(block.Function, _options.MaxQueued);
        }

        accepted++;
        stuck = !TryStartWaiting(out _);
        return null;
    }
}
