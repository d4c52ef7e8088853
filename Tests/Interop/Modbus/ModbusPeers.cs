using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;
using Faultline.Protocols.Modbus.Tests.Security;

namespace Faultline.Interop.Modbus;

/// <summary>
/// How to start each Modbus peer; the scripts are beside this file. A peer is a library, or a library and what it speaks: "pymodbus-rtu" (RTU framing
/// over TCP), "pymodbus-tls".
/// </summary>
internal static class ModbusPeers
{
    private static string Folder { get; } = Path.Combine(Peer.RepositoryRoot, "Tests", "Interop", "Modbus", "peers");

    /// <summary>Program and script of a peer, and the transport that the script is told.</summary>
    internal static (string Program, string Script, string Transport) Require(string peer, string role)
    {
        var (library, transport) = Parts(peer);
        switch (library)
        {
            case "libmodbus":
                // mbpoll's package is what brings the library.
                Peer.RequireProgram("mbpoll");
                return (Peer.RequireProgram("python3"), Path.Combine(Folder, $"{library}-{role}.py"), transport);
            case "pymodbus":
                Peer.RequirePythonPackage(library);
                return (Peer.RequireProgram("python3"), Path.Combine(Folder, $"{library}-{role}.py"), transport);
            default:
                var node = Peer.RequireProgram("node");
                Peer.RequireNodePackage("modbus", library);
                return (node, Path.Combine(Folder, $"{library}-{role}.js"), transport);
        }
    }

    internal static ModbusFraming FramingOf(string peer) => Parts(peer).Transport == "rtu" ? ModbusFraming.Rtu : ModbusFraming.Mbap;

    internal static bool IsSecure(string peer) => Parts(peer).Transport == "tls";

    /// <summary>Writes what a Python peer needs for TLS into a folder: the authority, and a certificate with its key.</summary>
    internal static void WritePem(string folder, TestAuthority authority, string name, X509Certificate2 certificate)
    {
        File.WriteAllText(Path.Combine(folder, "authority.pem"), authority.Trusted[0].ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, $"{name}.pem"), certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(Path.Combine(folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
    }

    internal static ModbusClientSecurity ClientSecurity(TestAuthority authority) => new()
    {
        Certificate = authority.IssueClient("Operator"),
        ServerName = "localhost",
        TrustedAuthorities = authority.Trusted,
    };

    private static (string Library, string Transport) Parts(string peer) => peer switch
    {
        _ when peer.EndsWith("-rtu", StringComparison.Ordinal) => (peer[..^4], "rtu"),
        _ when peer.EndsWith("-tls", StringComparison.Ordinal) => (peer[..^4], "tls"),
        _ => (peer, "tcp"),
    };
}
