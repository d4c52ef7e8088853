namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>
/// Sequence numbers of one direction of a channel, OPC 10000-6 §6.7.2.4: each is one more than the last; past 4,294,966,271 they may
/// begin again below 1024.
/// </summary>
internal sealed class SequenceNumbers
{
    private const uint WrapAfter = uint.MaxValue - 1024;
    private const uint WrapBelow = 1024;
    private bool _started;
    private uint _last;

    internal SequenceNumbers()
    {
    }

    internal SequenceNumbers(uint last)
    {
        _last = last;
        _started = true;
    }

    /// <summary>Number of the next chunk to send.</summary>
    internal uint Next() => _last = _last > WrapAfter ? 1 : _last + 1;

    /// <summary>Whether a received number is the next one: repeated, skipped and reordered ones are not. The first is any.</summary>
    internal bool Accept(uint number)
    {
        var isNext = !_started || number == _last + 1 || (_last > WrapAfter && number < WrapBelow);
        if (!isNext)
            return false;
        _started = true;
        _last = number;
        return true;
    }
}
