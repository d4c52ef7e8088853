using System.Buffers;
using System.IO.Pipelines;
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

    private async Task ReceiveAsync(PipeReader reader)
    {
        var reason = "the peer closed the connection";
        Exception? cause = null;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync();
                var buffer = read.Buffer;
                var status = DeliverAll(ref buffer, out var header);
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (status == FrameScanStatus.Invalid)
                {
                    reason = ModbusFault.DescribeInvalidFrame(header);
                    break;
                }

                if (read.IsCompleted)
                    break;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            (reason, cause) = (e.Message, e);
        }

        Break(reason, cause);
        await reader.CompleteAsync();
    }

    private FrameScanStatus DeliverAll(ref ReadOnlySequence<byte> buffer, out MbapHeader header)
    {
        while (true)
        {
            var status = MbapFrameScanner.Scan(buffer, out var frame);
            header = frame.Header;
            if (status != FrameScanStatus.Done)
                return status;
            buffer = buffer.Slice(frame.End);
            Deliver(frame);
        }
    }

    private void Deliver(in MbapFrame frame)
    {
        Transaction? transaction;
        lock (_gate)
        {
            if (!_table.TryTake(frame.Header.TransactionId, out transaction))
            {
                if (_table.ForgetGivenUp(frame.Header.TransactionId))
                    Interlocked.Increment(ref _lateResponses);
                else
                    Interlocked.Increment(ref _unknownResponses);
                return;
            }
        }

        Interlocked.Increment(ref _responses);
        transaction.Complete(frame.Header.Unit, frame.PduSpan(stackalloc byte[ModbusLimits.MaxPduLength]));
        StartWaiting();
    }
}
