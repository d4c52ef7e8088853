using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Tests.Security;

namespace Faultline.Interop.Modbus;

/// <summary>
/// Our client against servers that others wrote: 3000 items a table, filled as in <see cref="OurServer"/>. Pymodbus answers only the first of
/// several requests that arrive together, so it is one of the devices that need one in flight.
/// </summary>
public sealed class ModbusServerPeerTests : IDisposable
{
    private const byte Unit = 1;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TestAuthority _authority = new("plant");
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-interop-").FullName;

    [SkippableTheory]
    [InlineData("libmodbus", 1)]
    [InlineData("libmodbus", 8)]
    [InlineData("modbus-serial", 1)]
    [InlineData("modbus-serial", 8)]
    [InlineData("jsmodbus", 1)]
    [InlineData("jsmodbus", 8)]
    [InlineData("jsmodbus-rtu", 1)]
    [InlineData("pymodbus", 1)]
    [InlineData("pymodbus-rtu", 1)]
    [InlineData("pymodbus-tls", 1)]
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
    [InlineData("jsmodbus-rtu")]
    [InlineData("pymodbus")]
    [InlineData("pymodbus-rtu")]
    [InlineData("pymodbus-tls")]
    public async Task Client_AgainstPeer_WritesWhatItReadsBack(string peer)
    {
        await using var session = await StartAsync(peer);
        var client = session.Client;
        bool[] coils = [.. Enumerable.Range(0, 1960).Select(i => i % 7 == 1)];
        // jsmodbus reckons with 246 bytes at most, 120 registers, where RTU frames end by their length.
        ushort[] registers = [.. Enumerable.Range(0, peer == "jsmodbus-rtu" ? 120 : 123).Select(i => (ushort)(65535 - i * 11))];
        await client.WriteSingleCoilAsync(Unit, 1, true).AsTask().WaitAsync(Limit);
        await client.WriteSingleRegisterAsync(Unit, 1, 0xABCD).AsTask().WaitAsync(Limit);
        await client.WriteMultipleCoilsAsync(Unit, 16, coils).AsTask().WaitAsync(Limit);
        await client.WriteMultipleRegistersAsync(Unit, 16, registers).AsTask().WaitAsync(Limit);
        Assert.Equal(new[] { true, true, false }, await client.ReadCoilsAsync(Unit, 0, 3).AsTask().WaitAsync(Limit));
        Assert.Equal(coils, await client.ReadCoilsAsync(Unit, 16, coils.Length).AsTask().WaitAsync(Limit));
        Assert.Equal(new ushort[] { 0, 0xABCD, 6 }, await client.ReadHoldingRegistersAsync(Unit, 0, 3).AsTask().WaitAsync(Limit));
        Assert.Equal(registers, await client.ReadHoldingRegistersAsync(Unit, 16, registers.Length).AsTask().WaitAsync(Limit));
    }

    [SkippableTheory]
    [InlineData("libmodbus")]
    [InlineData("modbus-serial")]
    [InlineData("jsmodbus")]
    [InlineData("jsmodbus-rtu")]
    [InlineData("pymodbus")]
    [InlineData("pymodbus-rtu")]
    [InlineData("pymodbus-tls")]
    public async Task Client_AgainstPeer_UnderstandsItsException(string peer)
    {
        await using var session = await StartAsync(peer);
        // jsmodbus checks the range of writes only, modbus-serial that of reads only.
        var request = peer.StartsWith("jsmodbus", StringComparison.Ordinal)
            ? session.Client.WriteMultipleRegistersAsync(Unit, 2999, new ushort[2]).AsTask()
            : session.Client.ReadHoldingRegistersAsync(Unit, 2999, 2).AsTask();
        var error = await Assert.ThrowsAsync<ModbusException>(() => request.WaitAsync(Limit));
        Assert.Equal((ModbusError.ExceptionResponse, ModbusExceptionCode.IllegalDataAddress), (error.Error, error.Code));
        Assert.Equal([1], await session.Client.ReadInputRegistersAsync(Unit, 0, 1).AsTask().WaitAsync(Limit));
    }

    [SkippableTheory]
    [InlineData("libmodbus")]
    [InlineData("pymodbus")]
    [InlineData("pymodbus-rtu")]
    [InlineData("pymodbus-tls")]
    public async Task Client_AgainstPeer_MasksAndReadsAndWritesInOne(string peer)
    {
        await using var session = await StartAsync(peer);
        var client = session.Client;
        await client.WriteSingleRegisterAsync(Unit, 4, 0x12).AsTask().WaitAsync(Limit);
        await client.MaskWriteRegisterAsync(Unit, 4, 0xF2, 0x25).AsTask().WaitAsync(Limit);
        var read = new ushort[125];
        await client.ReadWriteMultipleRegistersAsync(Unit, 4, read, 6, new ushort[] { 7, 8 }).AsTask().WaitAsync(Limit);
        Assert.Equal([0x17, 15, 7, 8, 24], read[..5]);
        Assert.Equal(128 * 3, read[124]);
    }

    [SkippableTheory]
    [InlineData("modbus-serial")]
    [InlineData("pymodbus")]
    [InlineData("pymodbus-rtu")]
    [InlineData("pymodbus-tls")]
    public async Task Client_AgainstPeer_ReadsWhoItIs(string peer)
    {
        await using var session = await StartAsync(peer);
        var seen = await session.Client.ReadDeviceIdentificationAsync(Unit).AsTask().WaitAsync(Limit);
        Assert.Equal("Peer", seen.Text(DeviceObjectId.VendorName));
        Assert.Equal(new string('x', 200), seen.Text(DeviceObjectId.ProductName));
        Assert.Equal(new string('y', 200), seen.Text(DeviceObjectId.ModelName));
        var one = await session.Client.ReadDeviceObjectAsync(Unit, (byte)DeviceObjectId.VendorName).AsTask().WaitAsync(Limit);
        Assert.Equal("Peer"u8.ToArray(), one);
    }

    [SkippableTheory]
    [InlineData("libmodbus", 8)]
    [InlineData("modbus-serial", 8)]
    [InlineData("jsmodbus", 8)]
    [InlineData("pymodbus", 1)]
    [InlineData("pymodbus-rtu", 1)]
    public async Task Client_AgainstPeer_ReadsManyBlocksAsOne(string peer, int maxOutstanding)
    {
        await using var session = await StartAsync(peer, maxOutstanding);
        ReadBlock[] blocks = [.. Enumerable.Range(0, 20).Select(i => ReadBlock.HoldingRegisters(Unit, (ushort)(i * 125), new ushort[125]))];
        Assert.Equal(0, await session.Client.ReadAsync(blocks).AsTask().WaitAsync(Limit));
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => (ushort)(i * 3)), blocks.SelectMany(block => block.Registers.ToArray()));
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Session> StartAsync(string peer, int maxOutstanding = 1)
    {
        var (program, script, transport) = ModbusPeers.Require(peer, "server");
        ModbusPeers.WritePem(_folder, _authority, "server", _authority.IssueServer());
        var process = PeerProcess.Start(program, script, transport, _folder);
        try
        {
            var options = new ModbusTcpClientOptions
            {
                RequestTimeout = Limit,
                ConnectTimeout = Limit,
                MaxOutstanding = maxOutstanding,
                Framing = ModbusPeers.FramingOf(peer),
                Security = ModbusPeers.IsSecure(peer) ? ModbusPeers.ClientSecurity(_authority) : null,
            };
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
