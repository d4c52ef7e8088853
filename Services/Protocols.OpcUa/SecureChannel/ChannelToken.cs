namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>A security token of a channel with the keys derived for it, OPC 10000-6 §6.7.4.</summary>
internal sealed class ChannelToken(uint tokenId, DateTimeOffset created, TimeSpan lifetime, SymmetricKeys? sending, SymmetricKeys? receiving)
    : IDisposable
{
    internal uint TokenId => tokenId;

    internal TimeSpan Lifetime => lifetime;

    internal SymmetricKeys? Sending => sending;

    internal SymmetricKeys? Receiving => receiving;

    /// <summary>A token is accepted for a quarter of its lifetime longer than it lasts (OPC 10000-4 §5.5.2.1).</summary>
    internal bool HasExpired(DateTimeOffset now) => now - created > lifetime * 1.25;

    public void Dispose()
    {
        sending?.Dispose();
        receiving?.Dispose();
    }
}
