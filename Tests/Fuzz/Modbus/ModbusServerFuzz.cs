using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Server;
using Xunit.Abstractions;

namespace Faultline.Fuzz.Modbus;

/// <summary>Server on a real socket: damaged frames end at worst their own connection, no device is to blame, and memory stays where it was.</summary>
public class ModbusServerFuzz(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ModbusFraming.Mbap)]
    [InlineData(ModbusFraming.Rtu)]
    public async Task Server_DamagedRequests_KeepsServingOthers(ModbusFraming framing)
    {
        var failures = new List<Exception>();
        var device = new MemoryModbusDevice(65536) { Identification = DeviceIdentification.Create("fuzz", "f", "1") };
        await using var server = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice> { [1] = device },
            new ModbusTcpServerOptions { Port = 0, Framing = framing, DeviceFailed = (_, e) => failures.Add(e) });
        server.Start();
        await using var bystander = await ModbusTcpClient.ConnectAsync(
            "127.0.0.1", server.Port, new ModbusTcpClientOptions { Framing = framing, RequestTimeout = TimeSpan.FromMinutes(1) });

        var memory = new MemoryBound();
        await FuzzRun.SeedsAsync(100, async random =>
        {
            await TormentAsync(server.Port, framing, random);
            Assert.Equal(3, (await bystander.ReadInputRegistersAsync(1, 7, 3)).Length);
        });
        Assert.Empty(failures);
        memory.Check();
        output.WriteLine($"{framing}: {server.Counters.Requests} requests and {server.Counters.InvalidFrames} broken frames judged");
    }

    /// <summary>Sends damaged frames in pieces, ends the stream, and reads until the server has ended it too: a hang shows as a timeout.</summary>
    private static async Task TormentAsync(int port, ModbusFraming framing, Random random)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var draining = DrainAsync(socket);
        byte[] frames = [.. Enumerable.Range(0, random.Next(1, 200)).SelectMany(_ =>
            ModbusSamples.DamagedFrame(random, framing, isRequest: true, (ushort)random.Next(65536), ModbusSamples.Request(random)))];
        try
        {
            for (var sent = 0; sent < frames.Length;)
            {
                var piece = Math.Min(random.Next(1, 8000), frames.Length - sent);
                sent += await socket.SendAsync(frames.AsMemory(sent, piece));
            }

            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server left a peer that does not speak Modbus while it was still sending.
        }

        await draining;
    }

    /// <summary>What the server answers is the decoders' matter; here only the end counts.</summary>
    private static async Task DrainAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset, since the server had not read all that was sent.
        }
    }
}
