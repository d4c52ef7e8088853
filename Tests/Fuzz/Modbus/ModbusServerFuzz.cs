using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Fuzz.Modbus;

/// <summary>Server on a real socket: damaged frames end at worst their own connection, and no device is to blame.</summary>
public class ModbusServerFuzz
{
    [Fact]
    public async Task Server_DamagedRequests_KeepsServingOthers()
    {
        var failures = new List<Exception>();
        await using var server = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice> { [1] = new MemoryModbusDevice(65536) },
            new ModbusTcpServerOptions { Port = 0, DeviceFailed = (_, e) => failures.Add(e) });
        server.Start();
        await using var bystander = await ModbusTcpClient.ConnectAsync(
            "127.0.0.1", server.Port, new ModbusTcpClientOptions { RequestTimeout = TimeSpan.FromMinutes(1) });

        await FuzzRun.SeedsAsync(200, async random =>
        {
            await TormentAsync(server.Port, random);
            Assert.Equal(3, (await bystander.ReadInputRegistersAsync(1, 7, 3)).Length);
        });
        Assert.Empty(failures);
    }

    /// <summary>Sends damaged frames, ends the stream, and reads until the server has ended it too: a hang shows as a timeout.</summary>
    private static async Task TormentAsync(int port, Random random)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[4096];
        try
        {
            for (var frames = random.Next(1, 20); frames > 0; frames--)
                await socket.SendAsync(Mutator.Mutate(random, ModbusSamples.Frame((ushort)random.Next(65536), 1, ModbusSamples.Request(random))));
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                // What it answers is the decoders' matter; here only the end counts.
            }
        }
        catch (SocketException)
        {
            // The server left a peer that does not speak Modbus while it was still sending.
        }
    }
}
