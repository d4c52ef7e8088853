using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Framing;
using Xunit.Abstractions;

namespace Faultline.Fuzz.Modbus;

/// <summary>Client against a peer that damages its answers: each request ends, with its values or a <see cref="ModbusException"/>, and memory stays where it was.</summary>
public class ModbusClientFuzz(ITestOutputHelper output)
{
    private const int Blocks = 10;
    private const int Requests = 6 + Blocks;

    [Theory]
    [InlineData(ModbusFraming.Mbap)]
    [InlineData(ModbusFraming.Rtu)]
    public async Task Client_DamagedAnswers_EndsEachRequest(ModbusFraming framing)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var memory = new MemoryBound();
        long judged = 0;
        await FuzzRun.SeedsAsync(100, async random =>
        {
            var maxOutstanding = framing == ModbusFraming.Rtu ? 1 : Requests;
            var options = new ModbusTcpClientOptions { Framing = framing, RequestTimeout = TimeSpan.FromMinutes(1), MaxOutstanding = maxOutstanding };
            var accepting = listener.AcceptSocketAsync();
            await using var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", port, options);
            using var peer = await accepting;
            var asking = AskAllAsync(client);
            await AnswerAsync(peer, framing, maxOutstanding, random);
            await asking;
            judged += client.Counters.Responses + client.Counters.LateResponses + client.Counters.UnknownResponses;
        });
        memory.Check();
        output.WriteLine($"{framing}: {judged} answers judged");
    }

    private static Task AskAllAsync(ModbusTcpClient client)
    {
        ReadBlock[] blocks = [.. Enumerable.Range(0, Blocks).Select(i => ReadBlock.HoldingRegisters(1, (ushort)i, new ushort[10]))];
        return Task.WhenAll(
            AskAsync(client.ReadInputRegistersAsync(1, 1, new ushort[10])),
            AskAsync(client.ReadCoilsAsync(1, 1, new bool[10])),
            AskAsync(client.WriteMultipleRegistersAsync(1, 1, new ushort[10])),
            AskAsync(client.MaskWriteRegisterAsync(1, 1, 2, 3)),
            AskAsync(client.ReadWriteMultipleRegistersAsync(1, 1, new ushort[10], 2, new ushort[10])),
            IdentifyAsync(client),
            client.ReadAsync(blocks).AsTask());
    }

    private static async Task AskAsync(ValueTask request)
    {
        try
        {
            await request;
        }
        catch (ModbusException e)
        {
            Assert.NotEqual(ModbusError.Timeout, e.Error);
        }
    }

    private static async Task IdentifyAsync(ModbusTcpClient client)
    {
        try
        {
            var identification = await client.ReadDeviceIdentificationAsync(1, DeviceIdentificationLevel.Extended);
            Assert.True(identification.Objects.Count <= ModbusLimits.MaxDeviceObjects);
        }
        catch (ModbusException e)
        {
            Assert.NotEqual(ModbusError.Timeout, e.Error);
        }
    }

    /// <summary>Takes the requests under way, answers them with damage, in any order and with answers to nothing between, and closes.</summary>
    private static async Task AnswerAsync(Socket peer, ModbusFraming framing, int count, Random random)
    {
        var requests = await RequestStream.ReadAsync(peer, framing, count);
        random.Shuffle(requests);
        byte[] answers = [.. requests.SelectMany(request => Answers(random, framing, request))];
        try
        {
            for (var sent = 0; sent < answers.Length;)
                sent += await peer.SendAsync(answers.AsMemory(sent, Math.Min(random.Next(1, 8000), answers.Length - sent)));
        }
        catch (SocketException)
        {
            // The client left a peer that does not speak Modbus.
        }

        peer.Close();
    }

    private static IEnumerable<byte> Answers(Random random, ModbusFraming framing, (ushort Id, byte[] Pdu) request)
    {
        var answer = ModbusSamples.DamagedFrame(random, framing, isRequest: false, request.Id, ModbusSamples.Answer(random, request.Pdu));
        var strangers = Enumerable.Range(0, random.Next(framing == ModbusFraming.Rtu ? 200 : 20)).SelectMany(_ =>
            ModbusSamples.DamagedFrame(random, framing, isRequest: false, (ushort)random.Next(65536), ModbusSamples.Answer(random, ModbusSamples.Request(random))));
        return answer.Concat(strangers);
    }
}
