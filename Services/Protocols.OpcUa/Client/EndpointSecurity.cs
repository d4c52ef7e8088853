using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Which of a server's endpoints may be used.</summary>
/// <param name="Policy">The policy; null for any but None.</param>
/// <param name="Mode">The mode; null for Sign or SignAndEncrypt.</param>
public sealed record EndpointSecurity(SecurityPolicy? Policy, MessageSecurityMode? Mode)
{
    /// <summary>The best that the server has and this library knows; never None.</summary>
    public static EndpointSecurity Best { get; } = new(null, null);

    /// <summary>No security, asked for on purpose.</summary>
    public static EndpointSecurity None { get; } = new(SecurityPolicy.None, MessageSecurityMode.None);

    /// <summary>
    /// The endpoint to use: of those allowed, SignAndEncrypt before Sign, then the stronger policy, then the server's own preference
    /// (SecurityLevel). Null where none is allowed.
    /// </summary>
    public EndpointDescription? Choose(IEnumerable<EndpointDescription> offered) => offered
        .Where(endpoint => IsAllowed(endpoint))
        .OrderByDescending(endpoint => endpoint.SecurityMode)
        .ThenByDescending(Strength)
        .ThenByDescending(endpoint => endpoint.SecurityLevel)
        .FirstOrDefault();

    private bool IsAllowed(EndpointDescription endpoint) =>
        SecurityPolicy.Find(endpoint.SecurityPolicyUri) is { } policy
        && policy.IsNone == (endpoint.SecurityMode == MessageSecurityMode.None)
        && endpoint.SecurityMode is >= MessageSecurityMode.None and <= MessageSecurityMode.SignAndEncrypt
        && endpoint.EndpointUrl?.StartsWith("opc.tcp:", StringComparison.OrdinalIgnoreCase) == true
        && (Policy is null ? !policy.IsNone : Policy == policy)
        && (Mode is null ? policy.IsNone == (Policy?.IsNone ?? false) : Mode == endpoint.SecurityMode);

    private static int Strength(EndpointDescription endpoint)
    {
        for (var i = 0; i < SecurityPolicy.All.Count; i++)
            if (SecurityPolicy.All[i].Uri == endpoint.SecurityPolicyUri)
                return i;
        return -1;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Policy?.Name ?? "any policy"}, {Mode?.ToString() ?? "any mode"}";
}
