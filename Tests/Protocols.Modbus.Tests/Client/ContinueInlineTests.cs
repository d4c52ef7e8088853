using Faultline.Protocols.Modbus.Client;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>Callers that go on within the connection's own loop.</summary>
public class ContinueInlineTests
{
    [Fact]
    public async Task Caller_ReadsAgainAndAgain_AndMayDisposeTheClient()
    {
        await using var pair = await ClientAndServer.StartAsync(clientOptions: new ModbusTcpClientOptions { MaxOutstanding = 2, ContinueInline = true });
        ReadBlock[] blocks = [.. Enumerable.Range(0, 5).Select(i => ReadBlock.HoldingRegisters(1, (ushort)i, new ushort[1]))];

        await ReadThenDisposeAsync().Within();

        Assert.True(pair.Client.Closed.IsCompleted);

        async Task ReadThenDisposeAsync()
        {
            for (var i = 0; i < 1000; i++)
                Assert.Equal(0, await pair.Client.ReadAsync(blocks).ConfigureAwait(false));
            await pair.Client.DisposeAsync();
        }
    }

    [Fact]
    public async Task FailedReading_GoesOnAfterTheConnectionHasEnded()
    {
        await using var pair = await ClientAndServer.StartAsync(clientOptions: new ModbusTcpClientOptions { ContinueInline = true });
        ReadBlock[] blocks = [ReadBlock.HoldingRegisters(1, 0, new ushort[1])];
        Assert.Equal(0, await pair.Client.ReadAsync(blocks).Within());

        await pair.Server.StopAsync().Within();

        Assert.Equal(1, await pair.Client.ReadAsync(blocks).Within());
        Assert.Equal(ModbusError.ConnectionLost, Assert.IsType<ModbusException>(blocks[0].Failure).Error);
    }
}
