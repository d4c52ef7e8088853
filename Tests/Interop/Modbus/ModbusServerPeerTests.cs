using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Interop.Modbus;

/// <summary>Our client against servers that others wrote: 3000 items a table, filled as in <see cref="OurServer"/>.</summary>
public class ModbusServerPeerTests
{
    private const byte Unit = 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [SkippableTheory]
    [InlineData("libmodbus", 1)]
    [InlineData("libmodbus", 8)]
    [InlineData("modbus-serial", 1)]
    [InlineData("modbus-serial", 8)]
    [InlineData("jsmodbus", 1)]
    [InlineData("jsmodbus", 8)]
    public async Task Client_AgainstPeer_ReadsEveryTable(string peer, int maxOutstanding)
    {
        await using var session = await StartAsync(peer, maxOutstanding);
        var client = session.Client;
        var coils = client.ReadCoilsAsync(Unit, 5, 2000).AsTask();
        var inputs = client.ReadDiscreteInputsAsync(Unit, 5, 2000).AsTask();
        var holding = client.ReadHoldingRegistersAsync(Unit, 5, 125).AsTask();
        var input = client.ReadInputRegistersAsync(Unit, 5, 125).AsTask();
        var one = client.ReadInputRegistersAsync(Unit, 33, 1).AsTask();
        Assert.Equal(Enumerable.Range(5, 2000).Select(i => i % 3 == 0), await coils.WaitAsync(Limit));
        Assert.Equal(Enumerable.Range(5, 2000).Select(i => i % 2 == 0), await inputs.WaitAsync(Limit));
        Assert.Equal(Enumerable.Range(5, 125).Select(i => (ushort)(i * 3)), await holding.WaitAsync(Limit));
        Assert.Equal(Enumerable.Range(5, 125).Select(i => (ushort)(i * 5 + 1)), await input.WaitAsync(Limit));
        Assert.Equal([166], await one.WaitAsync(Limit));
        Assert.Equal(new ModbusClientCounters(5, 0, 0, 0), client.Counters);
    }

    [SkippableTheory]
    [InlineData("libmodbus")]
    [InlineData("modbus-serial")]
    [InlineData("jsmodbus")]
    public async Task Client_AgainstPeer_WritesWhatItReadsBack(string peer)
    {
        await using var session = await StartAsync(peer);
        var client = session.Client;
        bool[] coils = [.. Enumerable.Range(0, 1960).Select(i => i % 7 == 1)];
        ushort[] registers = [.. Enumerable.Range(0, 123).Select(i => (ushort)(65535 - i * 11))];
        await client.WriteSingleCoilAsync(Unit, 1, true).AsTask().WaitAsync(Limit);
        await client.WriteSingleRegisterAsync(Unit, 1, 0xABCD).AsTask().WaitAsync(Limit);
        await client.WriteMultipleCoilsAsync(Unit, 16, coils).AsTask().WaitAsync(Limit);
        await client.WriteMultipleRegistersAsync(Unit, 16, registers).AsTask().WaitAsync(Limit);
        Assert.Equal(new[] { true, true, false }, await client.ReadCoilsAsync(Unit, 0, 3).AsTask().WaitAsync(Limit));
        Assert.Equal(coils, await client.ReadCoilsAsync(Unit, 16, coils.Length).AsTask().WaitAsync(Limit));
        Assert.Equal(new ushort[] { 0, 0xABCD, 6 }, await client.ReadHoldingRegistersAsync(Unit, 0, 3).AsTask().WaitAsync(Limit));
        Assert.Equal(registers, await client.ReadHoldingRegistersAsync(Unit, 16, 123).AsTask().WaitAsync(Limit));
    }

    [SkippableTheory]
    [InlineData("libmodbus")]
    [InlineData("modbus-serial")]
    [InlineData("jsmodbus")]
    public async Task Client_AgainstPeer_UnderstandsItsException(string peer)
    {
        await using var session = await StartAsync(peer);
        // jsmodbus checks the range of writes only, modbus-serial that of reads only.
        var request = peer == "jsmodbus"
            ? session.Client.WriteMultipleRegistersAsync(Unit, 2999, new ushort[2]).AsTask()
            : session.Client.ReadHoldingRegistersAsync(Unit, 2999, 2).AsTask();
        var error = await Assert.ThrowsAsync<ModbusException>(() => request.WaitAsync(Limit));
        Assert.Equal((ModbusError.ExceptionResponse, ModbusExceptionCode.IllegalDataAddress), (error.Error, error.Code));
        Assert.Equal([1], await session.Client.ReadInputRegistersAsync(Unit, 0, 1).AsTask().WaitAsync(Limit));
    }

    private static async Task<Session> StartAsync(string peer, int maxOutstanding = 1)
    {
        var (program, script) = ModbusPeers.Require(peer, "server");
        var process = PeerProcess.Start(program, script);
        try
        {
            var options = new ModbusTcpClientOptions { RequestTimeout = Limit, ConnectTimeout = Limit, MaxOutstanding = maxOutstanding };
            return new Session(process, await ModbusTcpClient.ConnectAsync("127.0.0.1", await process.PortAsync(), options));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private sealed record Session(PeerProcess Peer, ModbusTcpClient Client) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            await Peer.DisposeAsync();
        }
    }
}
