using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>
/// Many callers on one connection who cancel at any moment: requests and batches are reused objects, so a mistake shows as a wrong value, as a write
/// into memory that its owner has back, or as a task that never ends.
/// </summary>
public class ConcurrencyTests
{
    private const int Callers = 16;
    private const int Rounds = 200;
    private const ushort Untouched = 0xEEEE;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Callers_WhoCancelAtAnyMoment_GetTheirOwnValuesOrNone(int maxOutstanding)
    {
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = new HesitantDevice() }, new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        await using var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", server.Port, ClientAndServer.PatientClient(maxOutstanding)).Within();
        var canceled = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(client, new Random(caller))))).Within();
        Assert.InRange(canceled.Sum(), 1, Callers * Rounds - 1);
        Assert.True(client.IsConnected);
        Assert.Equal(0, client.Counters.Timeouts);
    }

    /// <summary>Answers how many of its readings were canceled.</summary>
    private static async Task<int> CallAsync(ModbusTcpClient client, Random random)
    {
        var canceled = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var cancel = new CancellationTokenSource();
            ReadBlock[] blocks = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
                ReadBlock.InputRegisters(1, (ushort)random.Next(60000), Untouchable(random.Next(1, 126))))];
            var reading = random.Next(2) == 0 ? ReadOneAsync(client, blocks[0], cancel.Token) : client.ReadAsync(blocks, cancel.Token).AsTask();
            for (var steps = random.Next(12); steps > 0; steps--)
                await Task.Yield();
            if (random.Next(3) > 0)
                await cancel.CancelAsync();
            try
            {
                await reading;
            }
            catch (OperationCanceledException)
            {
                canceled++;
            }

            // Once more, by when a late answer to the canceled ones has come: what was not read stays as it was.
            var last = ReadBlock.InputRegisters(1, 7, Untouchable(3));
            Assert.Equal(0, await client.ReadAsync(new[] { last }));
            Assert.All(blocks.Append(last), AssertOwnValuesOrNone);
        }

        return canceled;
    }

    private static async Task<int> ReadOneAsync(ModbusTcpClient client, ReadBlock block, CancellationToken ct)
    {
        await client.ReadInputRegistersAsync(block.Unit, block.Address, block.Registers, ct);
        return 0;
    }

    private static ushort[] Untouchable(int count) => [.. Enumerable.Repeat(Untouched, count)];

    private static void AssertOwnValuesOrNone(ReadBlock block)
    {
        var values = block.Registers.ToArray();
        if (values[0] == Untouched && block.Address != Untouched)
            Assert.All(values, value => Assert.Equal(Untouched, value));
        else
            Assert.Equal(Enumerable.Range(block.Address, values.Length).Select(address => (ushort)address), values);
    }

    /// <summary>A device whose input register n is n, and that answers now at once, now a little later.</summary>
    private sealed class HesitantDevice : IModbusDevice
    {
        private int _requests;

        public async ValueTask<ModbusExceptionCode> ReadInputRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct)
        {
            for (var steps = Interlocked.Increment(ref _requests) % 4; steps > 0; steps--)
                await Task.Yield();
            for (var i = 0; i < destination.Length; i++)
                destination.Span[i] = (ushort)(address + i);
            return ModbusExceptionCode.None;
        }
    }
}
