using System.Diagnostics.CodeAnalysis;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Requests under way and requests waiting; not thread-safe, <see cref="ClientConnection"/> locks. Removing a request claims it: whoever
/// removed it completes it. Ids of requests given up are kept for a while, so that a late answer is recognised and its id is not given
/// to another request meanwhile.
/// </summary>
internal sealed partial class TransactionTable(int maxOutstanding, int maxQueued, bool hasTransactionIds)
{
    private readonly Transaction?[] _outstanding = new Transaction?[maxOutstanding];
    private readonly Queue<Transaction> _queue = new();
    private readonly GivenUpIds _givenUp = new();
    private int _givenUpInQueue;
    private int _count;
    private bool _stopped;
    private ushort _lastId;

    internal int Outstanding => _count;

    /// <summary>Requests that still wait; those given up meanwhile do not count.</summary>
    internal int Queued => _queue.Count - _givenUpInQueue;

    internal bool TryEnqueue(Transaction transaction)
    {
        if (_count == maxOutstanding || Queued > 0)
        {
            if (Queued >= maxQueued)
                return false;
            DropGivenUp();
        }

        transaction.State = TransactionState.Queued;
        _queue.Enqueue(transaction);
        return true;
    }

    /// <summary>Moves the longest-waiting request into a free place and gives it an id.</summary>
    internal bool TryStartNext([NotNullWhen(true)] out Transaction? transaction)
    {
        transaction = null;
        if (_count == maxOutstanding || _stopped)
            return false;
        while (_queue.TryDequeue(out var next))
        {
            if (next.State != TransactionState.Queued)
            {
                _givenUpInQueue--;
                continue;
            }

            next.State = TransactionState.Outstanding;
            next.AssignId(NextId());
            _outstanding[Array.IndexOf(_outstanding, null)] = next;
            _count++;
            transaction = next;
            return true;
        }

        return false;
    }

    /// <summary>Takes the request that an answer with this id belongs to.</summary>
    internal bool TryTake(ushort id, [NotNullWhen(true)] out Transaction? transaction)
    {
        foreach (var candidate in _outstanding)
        {
            if (candidate?.Id != id)
                continue;
            transaction = candidate;
            Remove(candidate);
            return true;
        }

        transaction = null;
        return false;
    }

    /// <summary>Takes the request under way, where only one can be.</summary>
    internal bool TryTakeFirst([NotNullWhen(true)] out Transaction? transaction)
    {
        transaction = _outstanding[0];
        if (transaction is not null)
            Remove(transaction);
        return transaction is not null;
    }

    /// <summary>Whether the id belongs to a request given up of late; asked once, it is forgotten.</summary>
    internal bool ForgetGivenUp(ushort id) => _givenUp.Remove(id);

    private void Remove(Transaction transaction)
    {
        transaction.State = TransactionState.Idle;
        _outstanding[Array.IndexOf(_outstanding, transaction)] = null;
        _count--;
    }

    private ushort NextId()
    {
        do
            _lastId++;
        while (_givenUp.Contains(_lastId) || IsOutstanding(_lastId));
        return _lastId;
    }

    private bool IsOutstanding(ushort id)
    {
        // A loop, not Array.Exists: its lambda would be the one allocation of a request.
        foreach (var transaction in _outstanding)
            if (transaction?.Id == id)
                return true;
        return false;
    }
}
