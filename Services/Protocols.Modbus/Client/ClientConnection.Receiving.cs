using System.Buffers;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>Receiving: finds frames, gives each to the request with its transaction id, drops and counts the others.</summary>
internal sealed partial class ClientConnection
{
    private long _responses;
    private long _lateResponses;
    private long _unknownResponses;
    private long _timeouts;

    internal ModbusClientCounters Counters => new(
        Interlocked.Read(ref _responses),
        Interlocked.Read(ref _timeouts),
        Interlocked.Read(ref _lateResponses),
        Interlocked.Read(ref _unknownResponses));

    private async Task ReceiveAsync()
    {
        var reader = _transport.Input;
        var reason = "the peer closed the connection";
        Exception? cause = null;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync();
                var buffer = read.Buffer;
                var invalid = DeliverAll(ref buffer) == FrameScanStatus.Invalid;
                if (invalid)
                    reason = _codec.DescribeInvalid(buffer);
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (invalid || read.IsCompleted)
                    break;
            }
        }
        catch (Exception e)
        {
            // Whatever it is, nobody reads any more: requests under way must hear of it.
            (reason, cause) = (e.Message, e);
        }

        BreakByPeer(reason, cause);
        await reader.CompleteAsync();
    }

    /// <summary>Delivers what has come, then sends what waited for the places that became free: all in one write.</summary>
    private FrameScanStatus DeliverAll(ref ReadOnlySequence<byte> buffer)
    {
        var delivered = false;
        while (true)
        {
            var status = _codec.ScanResponse(buffer, out var frame);
            if (status != FrameScanStatus.Done)
            {
                if (delivered && StartWaiting() == 0 && _options.MaxOutstanding > 1 && _table.Outstanding > 0)
                    _transport.AcknowledgeNow();
                return status;
            }

            buffer = buffer.Slice(frame.End);
            delivered |= Deliver(frame);
        }
    }

    private bool Deliver(in Frame frame)
    {
        Transaction? transaction;
        lock (_gate)
        {
            var found = _codec.HasTransactionIds ? _table.TryTake(frame.TransactionId, out transaction) : _table.TryTakeFirst(out transaction);
            if (!found)
            {
                if (_codec.HasTransactionIds && _table.ForgetGivenUp(frame.TransactionId))
                    Interlocked.Increment(ref _lateResponses);
                else
                    Interlocked.Increment(ref _unknownResponses);
                return false;
            }
        }

        Interlocked.Increment(ref _responses);
        transaction!.Complete(frame.Unit, frame.PduSpan(stackalloc byte[ModbusLimits.MaxPduLength]));
        return true;
    }
}
