using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>Finds the user of an identity token, OPC 10000-4 §7.40. Why a user is refused is not told.</summary>
internal sealed class IdentityCheck(OpcUaServerOptions options)
{
    /// <exception cref="OpcUaException">The token is of a kind that is not offered, or the user is refused.</exception>
    internal async ValueTask<OpcUaUser> IdentifyAsync(
        ActivateSessionRequest request, IEnumerable<(UserTokenPolicy Token, SecurityPolicy Security)> policies, byte[] nonce, CancellationToken ct)
    {
        var token = request.UserIdentityToken;
        var limits = options.MessageLimits;
        if (token.Body.IsEmpty && token.TypeId.IsNull)
            return Anonymous(Find(policies, UserTokenType.Anonymous, null));
        if (token.TryDecode<AnonymousIdentityToken>(limits, out var anonymous))
            return Anonymous(Find(policies, UserTokenType.Anonymous, anonymous.PolicyId));
        if (token.TryDecode<UserNameIdentityToken>(limits, out var name))
            return await ByNameAsync(name, Find(policies, UserTokenType.UserName, name.PolicyId), nonce, ct);
        if (token.TryDecode<X509IdentityToken>(limits, out var certificate))
            return ByCertificate(certificate, request.UserTokenSignature, Find(policies, UserTokenType.Certificate, certificate.PolicyId), nonce);
        throw Refused(StatusCodes.BadIdentityTokenInvalid);
    }

    private OpcUaUser Anonymous(SecurityPolicy policy) =>
        policy.IsNone && options.Users.Anonymous() is { } user ? user : throw Refused(StatusCodes.BadIdentityTokenRejected);

    private async ValueTask<OpcUaUser> ByNameAsync(UserNameIdentityToken token, SecurityPolicy policy, byte[] nonce, CancellationToken ct)
    {
        // A secret that does not decrypt is compared like any other, so that both failures look and last alike.
        var password = UserSecret.Decrypt(policy, token, options.Certificate, nonce);
        var user = await options.Users.FindAsync(token.UserName ?? "", password ?? "", ct);
        return password is null || user is null ? throw Refused(StatusCodes.BadUserAccessDenied) : user;
    }

    private OpcUaUser ByCertificate(X509IdentityToken token, SignatureData signature, SecurityPolicy policy, byte[] nonce)
    {
        using var certificate = Parse(token.CertificateData ?? []);
        if (!SessionSignature.Verify(policy, certificate, options.Certificate!.RawData, nonce, signature))
            throw Refused(StatusCodes.BadUserSignatureInvalid);
        var now = options.Clock.GetUtcNow().UtcDateTime;
        var isValid = now >= certificate.NotBefore.ToUniversalTime() && now <= certificate.NotAfter.ToUniversalTime();
        return isValid && options.Users.Find(certificate) is { } user ? user : throw Refused(StatusCodes.BadIdentityTokenRejected);
    }

    private static X509Certificate2 Parse(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            throw Refused(StatusCodes.BadIdentityTokenInvalid);
        }
    }

    private static SecurityPolicy Find(IEnumerable<(UserTokenPolicy Token, SecurityPolicy Security)> policies, UserTokenType type, string? id) =>
        policies.Where(policy => policy.Token.TokenType == type && (string.IsNullOrEmpty(id) || policy.Token.PolicyId == id))
            .Select(policy => policy.Security).FirstOrDefault()
        ?? throw Refused(StatusCodes.BadIdentityTokenInvalid);

    private static OpcUaException Refused(StatusCode status) => OpcUaFault.Service(status, nameof(ActivateSessionRequest));
}
