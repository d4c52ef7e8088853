using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Protocols.Modbus.Tests;

/// <summary>A server with one memory device as unit 1 on a free port, and a client connected to it.</summary>
internal sealed class ClientAndServer : IAsyncDisposable
{
    internal const byte Unit = 1;

    private ClientAndServer(ModbusTcpServer server, ModbusTcpClient client, MemoryModbusDevice device) =>
        (Server, Client, Device) = (server, client, device);

    internal ModbusTcpServer Server { get; }
    internal ModbusTcpClient Client { get; }
    internal MemoryModbusDevice Device { get; }

    internal static async Task<ClientAndServer> StartAsync(
        ModbusTcpServerOptions? serverOptions = null,
        ModbusTcpClientOptions? clientOptions = null,
        int size = 65536,
        DeviceIdentification? identification = null)
    {
        var device = new MemoryModbusDevice(size) { Identification = identification };
        var server = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice> { [Unit] = device }, serverOptions ?? new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", server.Port, clientOptions ?? PatientClient()).Within();
        return new ClientAndServer(server, client, device);
    }

    /// <summary>No timeout within a test's time, for tests that are not about it.</summary>
    internal static ModbusTcpClientOptions PatientClient(int maxOutstanding = 1) => new()
    {
        RequestTimeout = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromMinutes(1),
        MaxOutstanding = maxOutstanding,
    };

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().Within();
        await Server.DisposeAsync().Within();
    }
}
