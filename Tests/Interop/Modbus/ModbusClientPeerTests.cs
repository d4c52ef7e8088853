using System.Text.Json;

namespace Faultline.Interop.Modbus;

/// <summary>The npm libraries as clients of our server: every function, and what they make of our exceptions.</summary>
public class ModbusClientPeerTests
{
    private static readonly bool[] Coils = [true, false, true, true, false, false, true, true, true, false];

    [SkippableTheory]
    [InlineData("modbus-serial")]
    [InlineData("jsmodbus")]
    public async Task Peer_AsClient_ReadsAndWritesOurServer(string peer)
    {
        var (program, script) = ModbusPeers.Require(peer, "client");
        await using var server = new OurServer();
        var output = await PeerProcess.RunAsync(program, script, $"{server.Port}");
        var seen = JsonDocument.Parse(output).RootElement;

        Assert.Equal(Enumerable.Range(3, 16).Select(i => i % 3 == 0), Values(seen, "coils", e => e.GetBoolean()));
        Assert.Equal(Enumerable.Range(3, 16).Select(i => i % 2 == 0), Values(seen, "inputs", e => e.GetBoolean()));
        Assert.Equal([15, 18, 21, 24], Values(seen, "holding", e => e.GetInt32()));
        Assert.Equal(Enumerable.Range(0, 125).Select(i => i * 5 + 1), Values(seen, "input", e => e.GetInt32()));
        Assert.Equal(2, seen.GetProperty("past_the_end").GetInt32());
        Assert.Equal(11, seen.GetProperty("unknown_unit").GetInt32());

        Assert.True(server.Device.Coils[1000]);
        Assert.Equal(0xABCD, server.Device.HoldingRegisters[1000]);
        Assert.Equal(Coils, server.Device.Coils[1010..1020]);
        Assert.Equal([1, 0xFFFF, 0x0102], server.Device.HoldingRegisters[1010..1013]);
    }

    private static IEnumerable<T> Values<T>(JsonElement seen, string name, Func<JsonElement, T> read) =>
        seen.GetProperty(name).EnumerateArray().Select(read);
}
