using System.Net.Sockets;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Tests;

/// <summary>
/// What a request allocates once warm, in client and server together: nothing. Measured over the whole process while no other test runs; what the
/// runtime allocates for itself meanwhile (tiers of compiled code, the thread pool's bookkeeping) is let through up to a bound far below one
/// small object a request.
/// </summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    private const byte Unit = ClientAndServer.Unit;
    private const int Requests = 100_000;
    private const int WarmUp = 20_000;

    [Theory]
    [InlineData(ModbusFraming.Mbap, 1, false)]
    [InlineData(ModbusFraming.Mbap, 8, false)]
    [InlineData(ModbusFraming.Rtu, 1, false)]
    [InlineData(ModbusFraming.Mbap, 1, true)]
    [InlineData(ModbusFraming.Mbap, 8, true)]
    public async Task Blocks_OnceWarm_AllocateNothing(ModbusFraming framing, int maxOutstanding, bool continueInline)
    {
        await using var pair = await StartAsync(framing, maxOutstanding, continueInline);
        ReadBlock[] blocks =
        [
            .. Enumerable.Range(0, 6).Select(i => ReadBlock.InputRegisters(Unit, (ushort)(i * 125), new ushort[125])),
            ReadBlock.Coils(Unit, 0, new bool[100]),
            ReadBlock.HoldingRegisters(Unit, 0, new ushort[1]),
        ];
        var failed = 0;
        await AssertAllocatesNothing(async requests =>
        {
            for (var i = 0; i < requests; i += blocks.Length)
                failed += await pair.Client.ReadAsync(blocks);
        });
        Assert.Equal(0, failed);
    }

    [Theory]
    [InlineData(ModbusFraming.Mbap)]
    [InlineData(ModbusFraming.Rtu)]
    public async Task SingleRequests_OnceWarm_AllocateNothing(ModbusFraming framing)
    {
        await using var pair = await StartAsync(framing, 1);
        var (client, registers, bits, coils, values) = (pair.Client, new ushort[125], new bool[2000], new bool[1968], new ushort[] { 1, 2, 3 });
        await AssertAllocatesNothing(async requests =>
        {
            for (var i = 0; i < requests; i += 10)
            {
                await client.ReadHoldingRegistersAsync(Unit, 0, registers);
                await client.ReadInputRegistersAsync(Unit, 0, registers);
                await client.ReadCoilsAsync(Unit, 0, bits);
                await client.ReadDiscreteInputsAsync(Unit, 0, bits);
                await client.WriteSingleCoilAsync(Unit, 0, true);
                await client.WriteMultipleCoilsAsync(Unit, 0, coils);
                await client.WriteSingleRegisterAsync(Unit, 0, 7);
                await client.WriteMultipleRegistersAsync(Unit, 0, values);
                await client.MaskWriteRegisterAsync(Unit, 0, 0xFF, 0);
                await client.ReadWriteMultipleRegistersAsync(Unit, 0, registers, 0, values);
            }
        });
    }

    /// <summary>The server alone: a blocking socket that asks and takes the answers into one buffer.</summary>
    [Fact]
    public async Task Server_OnceWarm_AllocatesNothing()
    {
        await using var pair = await StartAsync(ModbusFraming.Mbap, 1);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", pair.Server.Port);
        var request = Hex.Bytes("00 01 00 00 00 06 01 04 00 00 00 7D");
        var answer = new byte[259];
        await AssertAllocatesNothing(requests => Task.Run(() =>
        {
            for (var i = 0; i < requests; i++)
            {
                socket.Send(request);
                for (var filled = 0; filled < answer.Length;)
                    filled += socket.Receive(answer.AsSpan(filled));
            }
        }));
    }

    private static Task<ClientAndServer> StartAsync(ModbusFraming framing, int maxOutstanding, bool continueInline = false) => ClientAndServer.StartAsync(
        new() { Port = 0, Framing = framing },
        new() { Framing = framing, MaxOutstanding = maxOutstanding, ContinueInline = continueInline, RequestTimeout = TimeSpan.FromMinutes(5) });

    private static async Task AssertAllocatesNothing(Func<int, Task> run)
    {
        var limit = TimeSpan.FromMinutes(5);
        await run(WarmUp).WaitAsync(limit);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await run(Requests).WaitAsync(limit);
        var perRequest = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Requests;
        // The smallest object there is has 24 bytes: one a request would show as 24.
        Assert.True(perRequest < 2, $"{perRequest:0.00} bytes allocated a request");
    }
}
