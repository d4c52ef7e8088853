namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>
/// The tokens of a channel: the newest and the one before, so that a renewal loses no message (OPC 10000-4 §5.5.2.1). A client sends
/// with the newest at once, a server only after the client did. Changed under the channel's send lock.
/// </summary>
internal sealed class ChannelTokens(bool sendsWithNewestAtOnce, TimeProvider clock) : IDisposable
{
    private ChannelToken? _previous;
    private ChannelToken? _newest;

    internal ChannelToken? Sending { get; private set; }

    internal void Add(ChannelToken token)
    {
        var dropped = _previous;
        (_previous, _newest) = (_newest, token);
        if (Sending is null || sendsWithNewestAtOnce)
            Sending = token;
        else if (Sending == dropped)
            Sending = _previous;
        dropped?.Dispose();
    }

    /// <summary>The token of a received chunk.</summary>
    /// <exception cref="OpcUaException">There is none with that id, or its time is over.</exception>
    internal ChannelToken Find(uint tokenId)
    {
        var token = tokenId == _newest?.TokenId ? _newest : tokenId == _previous?.TokenId ? _previous : null;
        return token is null || token.HasExpired(clock.GetUtcNow()) ? throw OpcUaFault.SecurityChecksFailed() : token;
    }

    /// <summary>A message under <paramref name="token"/> proved genuine: from the newest one on, the older is no longer sent with.</summary>
    internal void Confirm(ChannelToken token)
    {
        if (token == _newest)
            Sending = token;
    }

    public void Dispose()
    {
        _previous?.Dispose();
        _newest?.Dispose();
    }
}
