namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>Who a session is for, and what they may do; everybody may read, browse and subscribe.</summary>
/// <param name="Name">Name for logs; null for anonymous users.</param>
/// <param name="MayWrite">Whether they may write values that are writable.</param>
/// <param name="MayCall">Whether they may call methods.</param>
public sealed record OpcUaUser(string? Name, bool MayWrite = false, bool MayCall = false)
{
    /// <summary>Anybody, reading only.</summary>
    public static OpcUaUser AnonymousReader { get; } = new((string?)null);
}
