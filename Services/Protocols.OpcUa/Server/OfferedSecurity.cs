using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>A policy and mode that sessions may use.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Mode">None with the policy None, else Sign or SignAndEncrypt.</param>
public sealed record OfferedSecurity(SecurityPolicy Policy, MessageSecurityMode Mode)
{
    /// <summary>No security: everybody reads along, and is who they say they are. To be enabled on purpose.</summary>
    public static OfferedSecurity None { get; } = new(SecurityPolicy.None, MessageSecurityMode.None);

    /// <summary>Every policy with keys, signed and encrypted. Default.</summary>
    public static IReadOnlyList<OfferedSecurity> Encrypted { get; } =
        [.. SecurityPolicy.All.Where(policy => !policy.IsNone).Select(policy => new OfferedSecurity(policy, MessageSecurityMode.SignAndEncrypt))];

    internal bool IsConsistent => Policy.IsNone == (Mode == MessageSecurityMode.None)
        && Mode is MessageSecurityMode.None or MessageSecurityMode.Sign or MessageSecurityMode.SignAndEncrypt;

    /// <summary>Order of preference for clients (OPC 10000-4 §7.14): encrypted before signed, stronger policies first, None 0.</summary>
    internal byte Level
    {
        get
        {
            for (var i = 1; i < SecurityPolicy.All.Count; i++)
                if (SecurityPolicy.All[i] == Policy)
                    return (byte)(Mode == MessageSecurityMode.SignAndEncrypt ? 100 + i : 50 + i);
            return 0;
        }
    }
}
