namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Sends frames in order without a task a frame: frames that arrive while a write is under way leave together in the next one (the
/// guide allows several ADUs in one segment). Invariant: whoever turns <c>_sending</c> on writes until the buffer is empty and turns it off.
/// </summary>
internal sealed class FrameSender(Stream stream, int capacity, Action<Exception> broken)
{
    private readonly Lock _gate = new();
    private byte[] _filling = new byte[capacity];
    private byte[] _leaving = new byte[capacity];
    private int _filled;
    private bool _sending;

    /// <summary>Copies a frame for sending; false when the peer has not taken what was sent before.</summary>
    internal bool TryAdd(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (!frame.TryCopyTo(_filling.AsSpan(_filled)))
                return false;
            _filled += frame.Length;
            return true;
        }
    }

    /// <summary>Writes what was added, unless a write is under way, which then takes it along. Never throws.</summary>
    internal void Flush()
    {
        lock (_gate)
        {
            if (_sending || _filled == 0)
                return;
            _sending = true;
        }

        _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                ReadOnlyMemory<byte> batch;
                lock (_gate)
                {
                    if (_filled == 0)
                    {
                        _sending = false;
                        return;
                    }

                    batch = _filling.AsMemory(0, _filled);
                    (_filling, _leaving) = (_leaving, _filling);
                    _filled = 0;
                }

                await stream.WriteAsync(batch);
            }
        }
        catch (Exception e)
        {
            // Whatever it is, nothing is sent any more: requests under way must hear of it.
            broken(e);
        }
    }
}
