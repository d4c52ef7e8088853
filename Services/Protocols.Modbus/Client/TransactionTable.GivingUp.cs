using System.Diagnostics.CodeAnalysis;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>Requests that end without an answer: canceled, timed out, or their connection gone.</summary>
internal sealed partial class TransactionTable
{
    /// <summary>Takes all requests of a batch that have not ended away from the peer.</summary>
    internal void GiveUp(Batch batch, List<Transaction> taken)
    {
        foreach (var candidate in _outstanding)
            if (candidate?.Batch == batch)
                taken.Add(candidate);
        foreach (var candidate in _queue)
            if (candidate.Batch == batch && candidate.State == TransactionState.Queued)
                taken.Add(candidate);
        foreach (var transaction in taken)
            TryGiveUp(transaction);
    }

    /// <summary>Takes a request away from the peer: canceled or timed out. False when it has ended already.</summary>
    internal bool TryGiveUp(Transaction transaction)
    {
        switch (transaction.State)
        {
            case TransactionState.Queued:
                transaction.State = TransactionState.Idle;
                transaction.Reusable = false;
                _givenUpInQueue++;
                return true;
            case TransactionState.Outstanding:
                Remove(transaction);
                _givenUp.Add(transaction.Id);
                // Its late answer could not be told from the next one: nothing may be sent any more.
                _stopped = !hasTransactionIds;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes a request whose time is over, or answers the earliest deadline of the others (<see cref="long.MaxValue"/>: none).</summary>
    internal bool TryTakeExpired(long now, [NotNullWhen(true)] out Transaction? expired, out long earliest)
    {
        earliest = long.MaxValue;
        expired = null;
        foreach (var candidate in _outstanding)
        {
            if (candidate is null)
                continue;
            if (candidate.Deadline <= now)
            {
                expired = candidate;
                TryGiveUp(candidate);
                return true;
            }

            earliest = Math.Min(earliest, candidate.Deadline);
        }

        return false;
    }

    /// <summary>Takes any request that has not ended.</summary>
    internal bool TryTakeAny([NotNullWhen(true)] out Transaction? transaction)
    {
        transaction = Array.Find(_outstanding, t => t is not null);
        if (transaction is not null)
        {
            Remove(transaction);
            return true;
        }

        while (_queue.TryDequeue(out transaction))
        {
            if (transaction.State == TransactionState.Queued)
            {
                transaction.State = TransactionState.Idle;
                return true;
            }

            _givenUpInQueue--;
        }

        return false;
    }

    /// <summary>Keeps the queue bounded when requests are canceled faster than places become free.</summary>
    private void DropGivenUp()
    {
        if (_givenUpInQueue <= maxQueued)
            return;
        for (var i = _queue.Count; i > 0; i--)
        {
            var waiting = _queue.Dequeue();
            if (waiting.State == TransactionState.Queued)
                _queue.Enqueue(waiting);
        }

        _givenUpInQueue = 0;
    }
}
