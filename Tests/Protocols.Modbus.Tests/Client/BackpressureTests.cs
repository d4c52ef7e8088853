using Faultline.Protocols.Modbus.Client;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>Bounds: what happens when more is asked than the peer takes.</summary>
public class BackpressureTests
{
    [Fact]
    public async Task NoQueue_AFreePlace_IsEnough()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(new ModbusTcpClientOptions
        {
            MaxQueued = 0,
            RequestTimeout = TimeSpan.FromMinutes(5),
        });
        for (var i = 0; i < 3; i++)
        {
            var writing = peer.Client.WriteSingleRegisterAsync(1, 1, 1).AsTask();
            var refused = await Assert.ThrowsAsync<ModbusException>(() => peer.Client.WriteSingleRegisterAsync(1, 1, 1).Within());
            Assert.Equal(ModbusError.QueueFull, refused.Error);
            var (id, request) = await peer.TakeAsync();
            await peer.AnswerAsync(id, request);
            await writing.Within();
        }
    }

    [Fact]
    public async Task Peer_ThatStopsReading_LosesTheConnectionInsteadOfFillingMemory()
    {
        var time = new FakeTimeProvider();
        await using var peer = await ScriptedPeer.ConnectAsync(new ModbusTcpClientOptions { MaxOutstanding = 64, TimeProvider = time });
        var values = new ushort[123];
        ModbusException error;
        do
        {
            var batch = Enumerable.Range(0, 64).Select(_ => peer.Client.WriteMultipleRegistersAsync(1, 0, values).AsTask()).ToArray();
            time.Advance(TimeSpan.FromSeconds(1));
            error = await Assert.ThrowsAsync<ModbusException>(() => Task.WhenAll(batch).Within());
        }
        while (error.Error == ModbusError.Timeout);
        Assert.Equal(ModbusError.ConnectionLost, error.Error);
        Assert.Contains("stopped reading", error.Message, StringComparison.Ordinal);
    }
}
