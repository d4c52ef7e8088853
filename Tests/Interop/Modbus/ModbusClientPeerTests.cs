using System.Text.Json;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Security;
using Faultline.Protocols.Modbus.Tests.Security;

namespace Faultline.Interop.Modbus;

/// <summary>Libraries of others as clients of our server: every function that they have, and what they make of our exceptions.</summary>
public sealed class ModbusClientPeerTests : IDisposable
{
    private static readonly bool[] Coils = [true, false, true, true, false, false, true, true, true, false];
    private readonly TestAuthority _authority = new("plant");
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-interop-").FullName;

    [SkippableTheory]
    [InlineData("modbus-serial")]
    [InlineData("modbus-serial-rtu")]
    [InlineData("jsmodbus")]
    [InlineData("jsmodbus-rtu")]
    [InlineData("libmodbus")]
    [InlineData("pymodbus")]
    [InlineData("pymodbus-rtu")]
    [InlineData("pymodbus-tls")]
    public async Task Peer_AsClient_ReadsAndWritesOurServer(string peer)
    {
        var (program, script, transport) = ModbusPeers.Require(peer, "client");
        await using var server = Start(peer);
        var output = await PeerProcess.RunAsync(program, script, $"{server.Port}", transport, _folder);
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
        if (peer == "modbus-serial" || peer == "libmodbus" || peer.StartsWith("pymodbus", StringComparison.Ordinal))
            AssertCombinedFunctions(seen, server);
        if (peer is not ("libmodbus" or "modbus-serial-rtu"))
            AssertIdentification(seen);
    }

    [SkippableFact]
    public async Task Pymodbus_WithoutTheRole_IsRefusedWithExceptionOne()
    {
        var (program, script, transport) = ModbusPeers.Require("pymodbus-tls", "client");
        await using var server = Start("pymodbus-tls", request => request.Role == "Operator" && request.Function != FunctionCode.ReadDiscreteInputs);
        var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => PeerProcess.RunAsync(program, script, $"{server.Port}", transport, _folder));
        Assert.Contains("function 130, exception 1", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void AssertCombinedFunctions(JsonElement seen, OurServer server)
    {
        Assert.Equal(0x17, server.Device.HoldingRegisters[1020]);
        Assert.Equal([7, 8], server.Device.HoldingRegisters[1030..1032]);
        Assert.Equal([3087, 7, 8, 3096], Values(seen, "read_write", e => e.GetInt32()));
    }

    private static void AssertIdentification(JsonElement seen)
    {
        var objects = seen.GetProperty("objects").EnumerateObject().ToDictionary(o => byte.Parse(o.Name, null), o => o.Value.GetString());
        // modbus-serial reads no object above 6.
        Assert.Equal("Faultline", objects[0]);
        Assert.Equal("V1.0", objects[2]);
        Assert.Equal(new string('x', 200), objects[4]);
        if (seen.TryGetProperty("one_object", out var one))
            Assert.Equal((new string('y', 200), objects[0x80]), (one.GetString(), one.GetString()));
    }

    private static IEnumerable<T> Values<T>(JsonElement seen, string name, Func<JsonElement, T> read) =>
        seen.GetProperty(name).EnumerateArray().Select(read);

    private OurServer Start(string peer, Func<ModbusAuthorization, bool>? authorize = null)
    {
        if (!ModbusPeers.IsSecure(peer))
            return new OurServer(ModbusPeers.FramingOf(peer));
        ModbusPeers.WritePem(_folder, _authority, "client", _authority.IssueClient("Operator"));
        return new OurServer(ModbusPeers.FramingOf(peer), new ModbusServerSecurity
        {
            Certificate = _authority.IssueServer(),
            TrustedAuthorities = _authority.Trusted,
            Authorize = authorize ?? (request => request.Role == "Operator"),
        });
    }
}
