namespace Faultline.Interop.Modbus;

/// <summary>How to start each Modbus peer; the scripts are beside this file.</summary>
internal static class ModbusPeers
{
    private static string Folder { get; } = Path.Combine(Peer.RepositoryRoot, "Tests", "Interop", "Modbus", "peers");

    internal static (string Program, string Script) Require(string peer, string role)
    {
        if (peer == "libmodbus")
        {
            // mbpoll's package is what brings the library.
            Peer.RequireProgram("mbpoll");
            return (Peer.RequireProgram("python3"), Path.Combine(Folder, $"libmodbus-{role}.py"));
        }

        var node = Peer.RequireProgram("node");
        Peer.RequireNodePackage("modbus", peer);
        return (node, Path.Combine(Folder, $"{peer}-{role}.js"));
    }
}
