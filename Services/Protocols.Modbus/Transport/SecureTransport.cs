using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Protocols.Modbus.Transport;

/// <summary>TLS over a connected socket as Modbus/TCP Security v2.1 wants it: version 1.2 or later, certificates from both sides, no renegotiation.</summary>
internal static class SecureTransport
{
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    internal static async Task<Stream> ConnectAsync(NetworkStream network, string host, ModbusClientSecurity security, CancellationToken ct)
    {
        var tls = new SslStream(network);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = security.ServerName ?? host,
                    EnabledSslProtocols = Versions,
                    AllowRenegotiation = false,
                    ClientCertificateContext = SslStreamCertificateContext.Create(security.Certificate, additionalCertificates: null, offline: true),
                    CertificateChainPolicy = Policy(security.TrustedAuthorities, security.Revocation, ServerAuthentication),
                },
                ct);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    internal static async Task<Stream> AcceptAsync(NetworkStream network, ModbusServerSecurity security, CancellationToken ct)
    {
        var tls = new SslStream(network);
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    EnabledSslProtocols = Versions,
                    AllowRenegotiation = false,
                    ClientCertificateRequired = true,
                    ServerCertificateContext = SslStreamCertificateContext.Create(security.Certificate, additionalCertificates: null, offline: true),
                    CertificateChainPolicy = Policy(security.TrustedAuthorities, security.Revocation, ClientAuthentication),
                },
                ct);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities, X509RevocationMode revocation, string purpose)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = revocation,
            TrustMode = authorities.Count > 0 ? X509ChainTrustMode.CustomRootTrust : X509ChainTrustMode.System,
            // What a chain lacks is not fetched from addresses that a stranger's certificate names.
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(purpose));
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
