using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Fuzz.Modbus;

/// <summary>Client against a peer that damages its answers: each request ends, with its values or a <see cref="ModbusException"/>.</summary>
public class ModbusClientFuzz
{
    private const int Requests = 20;
    private const int RequestLength = 12;

    [Fact]
    public async Task Client_DamagedAnswers_EndsEachRequest()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await FuzzRun.SeedsAsync(200, async random =>
        {
            var options = new ModbusTcpClientOptions { RequestTimeout = TimeSpan.FromMinutes(1), MaxOutstanding = Requests };
            var accepting = listener.AcceptSocketAsync();
            await using var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", port, options);
            using var peer = await accepting;
            var answering = AnswerAsync(peer, random);
            await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => AskAsync(client, (ushort)i)));
            await answering;
        });
    }

    private static async Task AskAsync(ModbusTcpClient client, ushort address)
    {
        try
        {
            await client.ReadInputRegistersAsync(1, address, 10);
        }
        catch (ModbusException e)
        {
            Assert.NotEqual(ModbusError.Timeout, e.Error);
        }
    }

    /// <summary>Takes all requests, answers most of them with damage and in any order, some twice, and closes.</summary>
    private static async Task AnswerAsync(Socket peer, Random random)
    {
        var requests = new byte[Requests * RequestLength];
        for (var filled = 0; filled < requests.Length;)
            filled += await peer.ReceiveAsync(requests.AsMemory(filled));
        var order = Enumerable.Range(0, random.Next(Requests)).ToArray();
        random.Shuffle(order);
        try
        {
            foreach (var i in order)
            {
                var id = (ushort)(requests[i * RequestLength] << 8 | requests[i * RequestLength + 1]);
                var answer = ModbusSamples.Frame(id, 1, ModbusSamples.ReadResponse(random, FunctionCode.ReadInputRegisters, 10));
                await peer.SendAsync(Mutator.Mutate(random, answer));
                if (random.Next(3) == 0)
                    await peer.SendAsync(answer);
            }
        }
        catch (SocketException)
        {
            // The client left a peer that does not speak Modbus.
        }

        peer.Close();
    }
}
