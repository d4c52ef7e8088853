using Faultline.Protocols.Modbus.Client;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>Many blocks read as one: each block has an outcome of its own, the reading one end.</summary>
public class BlockReadingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public async Task Blocks_OfEveryTable_AreRead(int maxOutstanding)
    {
        await using var pair = await ClientAndServer.StartAsync(clientOptions: ClientAndServer.PatientClient(maxOutstanding));
        for (var i = 0; i < 65536; i++)
        {
            (pair.Device.Coils[i], pair.Device.DiscreteInputs[i]) = (i % 3 == 0, i % 2 == 0);
            (pair.Device.HoldingRegisters[i], pair.Device.InputRegisters[i]) = ((ushort)(i * 3), (ushort)(i * 5 + 1));
        }

        ReadBlock[] blocks =
        [
            ReadBlock.Coils(1, 3, new bool[2000]),
            ReadBlock.DiscreteInputs(1, 3, new bool[9]),
            .. Enumerable.Range(0, 10).Select(i => ReadBlock.HoldingRegisters(1, (ushort)(i * 125), new ushort[125])),
            .. Enumerable.Range(0, 10).Select(i => ReadBlock.InputRegisters(1, (ushort)(i * 2), new ushort[2])),
        ];
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(0, await pair.Client.ReadAsync(blocks).Within());
            Assert.Equal(Enumerable.Range(3, 2000).Select(i => i % 3 == 0), blocks[0].Bits.ToArray());
            Assert.Equal(Enumerable.Range(3, 9).Select(i => i % 2 == 0), blocks[1].Bits.ToArray());
            Assert.Equal(Enumerable.Range(0, 1250).Select(i => (ushort)(i * 3)), blocks[2..12].SelectMany(b => b.Registers.ToArray()));
            Assert.Equal(Enumerable.Range(0, 20).Select(i => (ushort)(i * 5 + 1)), blocks[12..].SelectMany(b => b.Registers.ToArray()));
            foreach (var block in blocks)
            {
                block.Bits.Span.Clear();
                block.Registers.Span.Clear();
            }
        }
    }

    [Fact]
    public async Task Block_ThatIsRefused_LeavesTheOthersAlone()
    {
        await using var pair = await ClientAndServer.StartAsync(clientOptions: ClientAndServer.PatientClient(4), size: 10);
        ReadBlock[] blocks =
        [
            ReadBlock.InputRegisters(1, 0, new ushort[5]),
            ReadBlock.InputRegisters(1, 8, new ushort[5]),
            ReadBlock.InputRegisters(9, 0, new ushort[5]),
            ReadBlock.InputRegisters(1, 5, new ushort[5]),
        ];
        Assert.Equal(2, await pair.Client.ReadAsync(blocks).Within());
        Assert.Equal(
            [null, ModbusExceptionCode.IllegalDataAddress, ModbusExceptionCode.GatewayTargetFailedToRespond, null],
            blocks.Select(b => (b.Failure as ModbusException)?.Code));
        Assert.Equal(0, await pair.Client.ReadAsync(blocks.AsMemory(3)).Within());
    }

    [Fact]
    public async Task Requests_ThatFit_LeaveInOneWrite()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(ClientAndServer.PatientClient(maxOutstanding: 2));
        ReadBlock[] blocks = [.. Enumerable.Range(0, 3).Select(i => ReadBlock.InputRegisters(1, (ushort)i, new ushort[1]))];
        var reading = peer.Client.ReadAsync(blocks).AsTask();
        var (a, first) = await peer.TakeAsync();
        var (b, second) = await peer.TakeAsync();
        Assert.Equal(("01 04 00 00 00 01", "01 04 00 01 00 01"), (first, second));
        await peer.AnswerAsync(b, "01 04 02 00 0B");
        var (c, third) = await peer.TakeAsync();
        Assert.Equal("01 04 00 02 00 01", third);
        await peer.AnswerAsync(c, "01 04 02 00 0C");
        Assert.False(reading.IsCompleted);
        await peer.AnswerAsync(a, "01 04 02 00 0A");
        Assert.Equal(0, await reading.Within());
        Assert.Equal([10, 11, 12], blocks.Select(x => (int)x.Registers.Span[0]));
    }

    [Fact]
    public async Task Blocks_MoreThanTheQueueTakes_AreRefusedEach()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(new ModbusTcpClientOptions { MaxQueued = 1, RequestTimeout = TimeSpan.FromMinutes(5) });
        ReadBlock[] blocks = [.. Enumerable.Range(0, 4).Select(i => ReadBlock.InputRegisters(1, (ushort)i, new ushort[1]))];
        var reading = peer.Client.ReadAsync(blocks).AsTask();
        for (var i = 0; i < 2; i++)
        {
            var (id, _) = await peer.TakeAsync();
            await peer.AnswerAsync(id, "01 04 02 00 0A");
        }

        Assert.Equal(2, await reading.Within());
        Assert.Equal([null, null, ModbusError.QueueFull, ModbusError.QueueFull], blocks.Select(b => (b.Failure as ModbusException)?.Error));
    }

    [Fact]
    public async Task Timeout_OfOneBlock_IsItsOwn()
    {
        var time = new FakeTimeProvider();
        await using var peer = await ScriptedPeer.ConnectAsync(new ModbusTcpClientOptions { MaxOutstanding = 2, TimeProvider = time });
        ReadBlock[] blocks = [ReadBlock.InputRegisters(1, 0, new ushort[1]), ReadBlock.InputRegisters(1, 1, new ushort[1])];
        var reading = peer.Client.ReadAsync(blocks).AsTask();
        await peer.TakeAsync();
        var (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync(id, "01 04 02 00 0B");
        // Answers are taken in order: once this one has come, so has the one before.
        var after = peer.Client.WriteSingleRegisterAsync(1, 1, 1).AsTask();
        var (last, request) = await peer.TakeAsync();
        await peer.AnswerAsync(last, request);
        await after.Within();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await reading.Within());
        Assert.Equal(ModbusError.Timeout, ((ModbusException)blocks[0].Failure!).Error);
        Assert.Null(blocks[1].Failure);
    }

    [Fact]
    public async Task Cancellation_TakesBackWhatHasNotEnded()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(ClientAndServer.PatientClient(maxOutstanding: 1));
        using var cancel = new CancellationTokenSource();
        ReadBlock[] blocks = [.. Enumerable.Range(0, 3).Select(i => ReadBlock.InputRegisters(1, (ushort)i, new ushort[1]))];
        var reading = peer.Client.ReadAsync(blocks, cancel.Token).AsTask();
        var (first, _) = await peer.TakeAsync();
        await peer.AnswerAsync(first, "01 04 02 00 0A");
        var (late, _) = await peer.TakeAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Within());
        Assert.Null(blocks[0].Failure);
        Assert.All(blocks[1..], block => Assert.IsType<OperationCanceledException>(block.Failure));

        var again = peer.Client.ReadAsync(blocks.AsMemory(0, 1), CancellationToken.None).AsTask();
        var (id, request) = await peer.TakeAsync();
        Assert.Equal("01 04 00 00 00 01", request);
        await peer.AnswerAsync(late, "01 04 02 BA AD");
        await peer.AnswerAsync(id, "01 04 02 00 0C");
        Assert.Equal(0, await again.Within());
        Assert.Equal((12, 0), (blocks[0].Registers.Span[0], blocks[1].Registers.Span[0]));
        Assert.Equal(1, peer.Client.Counters.LateResponses);
    }

    [Fact]
    public async Task Cancellation_Beforehand_SendsNothing()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        ReadBlock[] blocks = [ReadBlock.InputRegisters(1, 0, new ushort[1])];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peer.Client.ReadAsync(blocks, new CancellationToken(canceled: true)).Within());
        Assert.IsType<OperationCanceledException>(blocks[0].Failure);
        var sent = peer.Client.WriteSingleRegisterAsync(1, 3, 3).AsTask();
        var (id, request) = await peer.TakeAsync();
        Assert.Equal("01 06 00 03 00 03", request);
        await peer.AnswerAsync(id, request);
        await sent.Within();
    }

    [Fact]
    public async Task ConnectionLoss_FailsEveryBlock()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        ReadBlock[] blocks = [.. Enumerable.Range(0, 3).Select(i => ReadBlock.InputRegisters(1, (ushort)i, new ushort[1]))];
        var reading = peer.Client.ReadAsync(blocks).AsTask();
        await peer.TakeAsync();
        peer.Close();
        Assert.Equal(3, await reading.Within());
        Assert.Equal(3, await peer.Client.ReadAsync(blocks).Within());
        Assert.All(blocks, block => Assert.Equal(ModbusError.ConnectionLost, ((ModbusException)block.Failure!).Error));
    }

    [Fact]
    public async Task NoBlocks_AreReadAtOnce()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        Assert.Equal(0, await peer.Client.ReadAsync(Array.Empty<ReadBlock>()).Within());
    }
}
