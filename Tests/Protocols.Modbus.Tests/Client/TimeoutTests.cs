using Faultline.Protocols.Modbus.Client;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>Timeouts and cancellation, on a clock that only the test moves.</summary>
public class TimeoutTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Answer_AfterItsTimeout_IsNotGivenToTheNextRequest()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Options());
        var first = peer.Client.ReadInputRegistersAsync(3, 4, 1).AsTask();
        var (late, _) = await peer.TakeAsync();
        _time.Advance(Timeout);
        var error = await Assert.ThrowsAsync<ModbusException>(() => first.Within());
        Assert.Equal(ModbusError.Timeout, error.Error);
        Assert.Equal("Unit 3 did not answer ReadInputRegisters at address 4 within 1000 ms.", error.Message);

        var second = peer.Client.ReadInputRegistersAsync(3, 4, 1).AsTask();
        var (current, _) = await peer.TakeAsync();
        Assert.NotEqual(late, current);
        await peer.AnswerAsync(late, "03 04 02 BA AD");
        await peer.AnswerAsync(current, "03 04 02 00 05");
        Assert.Equal([5], await second.Within());
        Assert.Equal(new ModbusClientCounters(1, 1, 1, 0), peer.Client.Counters);
    }

    [Fact]
    public async Task Timeout_StartsWhenTheRequestIsSent_NotWhileItWaits()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Options());
        var first = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.TakeAsync();
        var second = peer.Client.ReadInputRegistersAsync(1, 1, 1).AsTask();
        _time.Advance(Timeout);
        await Assert.ThrowsAsync<ModbusException>(() => first.Within());
        var (id, _) = await peer.TakeAsync();
        _time.Advance(Timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        await peer.AnswerAsync(id, "01 04 02 00 01");
        Assert.Equal([1], await second.Within());
    }

    [Fact]
    public async Task Timeouts_OfPipelinedRequests_AreEachTheirOwn()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Options(maxOutstanding: 2));
        var first = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.TakeAsync();
        _time.Advance(Timeout / 2);
        var second = peer.Client.ReadInputRegistersAsync(1, 1, 1).AsTask();
        await peer.TakeAsync();
        _time.Advance(Timeout / 2);
        await Assert.ThrowsAsync<ModbusException>(() => first.Within());
        Assert.False(second.IsCompleted);
        _time.Advance(Timeout / 2);
        var error = await Assert.ThrowsAsync<ModbusException>(() => second.Within());
        Assert.Equal(ModbusError.Timeout, error.Error);
    }

    [Fact]
    public async Task Cancellation_WhileOutstanding_DropsTheAnswer()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Options());
        using var cancel = new CancellationTokenSource();
        var destination = new ushort[1];
        var first = peer.Client.ReadInputRegistersAsync(1, 0, destination, cancel.Token).AsTask();
        var (late, _) = await peer.TakeAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within());

        var second = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync(late, "01 04 02 BA AD");
        await peer.AnswerAsync(id, "01 04 02 00 01");
        Assert.Equal([1], await second.Within());
        Assert.Equal(0, destination[0]);
        Assert.Equal(1, peer.Client.Counters.LateResponses);
    }

    [Fact]
    public async Task Cancellation_WhileQueued_SendsNothing()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Options());
        using var cancel = new CancellationTokenSource();
        var first = peer.Client.WriteSingleRegisterAsync(1, 1, 1).AsTask();
        var canceled = peer.Client.WriteSingleRegisterAsync(1, 2, 2, cancel.Token).AsTask();
        var third = peer.Client.WriteSingleRegisterAsync(1, 3, 3).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled.Within());

        var (a, request) = await peer.TakeAsync();
        await peer.AnswerAsync(a, request);
        await first.Within();
        var (b, next) = await peer.TakeAsync();
        Assert.Equal("01 06 00 03 00 03", next);
        await peer.AnswerAsync(b, next);
        await third.Within();
    }

    [Fact]
    public async Task Cancellation_Beforehand_SendsNothing()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Options());
        var canceled = peer.Client.WriteSingleRegisterAsync(1, 2, 2, new CancellationToken(canceled: true)).AsTask();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled.Within());
        var sent = peer.Client.WriteSingleRegisterAsync(1, 3, 3).AsTask();
        var (id, request) = await peer.TakeAsync();
        Assert.Equal("01 06 00 03 00 03", request);
        await peer.AnswerAsync(id, request);
        await sent.Within();
    }

    [Fact]
    public async Task Queue_Full_FailsAtOnce()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(new ModbusTcpClientOptions { MaxQueued = 1, TimeProvider = _time });
        var outstanding = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var queued = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var error = await Assert.ThrowsAsync<ModbusException>(() => peer.Client.ReadInputRegistersAsync(1, 0, 1).Within());
        Assert.Equal(ModbusError.QueueFull, error.Error);
        Assert.False(outstanding.IsCompleted);
        Assert.False(queued.IsCompleted);
        peer.Close();
        await Assert.ThrowsAsync<ModbusException>(() => outstanding.Within());
        await Assert.ThrowsAsync<ModbusException>(() => queued.Within());
    }

    private ModbusTcpClientOptions Options(int maxOutstanding = 1) => new()
    {
        RequestTimeout = Timeout,
        MaxOutstanding = maxOutstanding,
        TimeProvider = _time,
    };
}
