using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Turns an identity into the token that an endpoint takes, OPC 10000-4 §7.40.</summary>
internal static class UserIdentity
{
    /// <exception cref="OpcUaException">The endpoint takes no such users, or the password would travel in the clear.</exception>
    internal static (IOpcUaStructure Token, SignatureData Signature) Make(
        OpcUaIdentity identity, UserTokenPolicy[] policies, ISecureChannel channel, byte[] serverCertificate, byte[] serverNonce)
    {
        switch (identity)
        {
            case OpcUaIdentity.UserName user:
                var forUser = Find(policies, UserTokenType.UserName);
                return (Encrypt(user, forUser, channel, serverCertificate, serverNonce), new SignatureData());
            case OpcUaIdentity.CertificateUser user:
                var forCertificate = Find(policies, UserTokenType.Certificate);
                return (
                    new X509IdentityToken { PolicyId = forCertificate.PolicyId, CertificateData = user.Holder.RawData },
                    SessionSignature.Sign(PolicyOf(forCertificate, channel), user.Holder, serverCertificate, serverNonce));
            default:
                return (new AnonymousIdentityToken { PolicyId = Find(policies, UserTokenType.Anonymous).PolicyId }, new SignatureData());
        }
    }

    private static UserNameIdentityToken Encrypt(
        OpcUaIdentity.UserName user, UserTokenPolicy token, ISecureChannel channel, byte[] serverCertificate, byte[] serverNonce)
    {
        var policy = PolicyOf(token, channel);
        if (policy.IsNone && channel.Mode != MessageSecurityMode.SignAndEncrypt)
            throw OpcUaFault.Session(StatusCodes.BadSecurityModeInsufficient, $"the password of {user.Name} would travel in the clear");
        if (policy.IsNone)
            return UserSecret.Encrypt(policy, token.PolicyId, user.Name, user.Password, server: null, serverNonce);
        using var certificate = X509CertificateLoader.LoadCertificate(serverCertificate);
        return UserSecret.Encrypt(policy, token.PolicyId, user.Name, user.Password, certificate, serverNonce);
    }

    /// <summary>Of those of a kind, the first whose algorithms are known here.</summary>
    private static UserTokenPolicy Find(UserTokenPolicy[] policies, UserTokenType type) =>
        Array.Find(policies, policy => policy.TokenType == type
            && (string.IsNullOrEmpty(policy.SecurityPolicyUri) || SecurityPolicy.Find(policy.SecurityPolicyUri) is not null))
        ?? throw OpcUaFault.Session(StatusCodes.BadIdentityTokenRejected, $"the endpoint takes no users of kind {type}");

    private static SecurityPolicy PolicyOf(UserTokenPolicy token, ISecureChannel channel) =>
        string.IsNullOrEmpty(token.SecurityPolicyUri) ? channel.Policy : SecurityPolicy.Find(token.SecurityPolicyUri)!;
}
