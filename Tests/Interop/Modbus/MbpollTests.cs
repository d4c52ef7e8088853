using System.Globalization;
using System.Text.RegularExpressions;
using Faultline.Protocols.Modbus.Registers;

namespace Faultline.Interop.Modbus;

/// <summary>mbpoll, and libmodbus under it, as client of our server.</summary>
public partial class MbpollTests
{
    [SkippableTheory]
    [InlineData("0", "1,0,0,1")]
    [InlineData("1", "0,1,0,1")]
    [InlineData("3", "16,21,26,31")]
    [InlineData("4", "9,12,15,18")]
    public async Task Mbpoll_Reading_SeesOurTables(string type, string expected)
    {
        await using var server = new OurServer();
        Assert.Equal(expected.Split(','), await ReadAsync(server, type, address: 3, count: 4));
    }

    [SkippableFact]
    public async Task Mbpoll_ReadingTheMost_SeesAllRegisters()
    {
        await using var server = new OurServer();
        var values = await ReadAsync(server, "3", address: 0, count: 125);
        Assert.Equal(Enumerable.Range(0, 125).Select(i => $"{i * 5 + 1}"), values);
    }

    [SkippableFact]
    public async Task Mbpoll_ReadingFloats_AgreesWithOurEncoder()
    {
        await using var server = new OurServer();
        RegisterEncoder.WriteSingle(server.Device.InputRegisters, 155.25f);
        RegisterEncoder.WriteSingle(server.Device.InputRegisters.AsSpan(2), -0.5f);
        RegisterEncoder.WriteSingle(server.Device.HoldingRegisters, 155.25f, RegisterOrder.Cdab);
        Assert.Equal(["155.25", "-0.5"], await ReadAsync(server, "3:float", address: 0, count: 2, "-B"));
        Assert.Equal(["155.25"], await ReadAsync(server, "4:float", address: 0, count: 1));
    }

    [SkippableFact]
    public async Task Mbpoll_Writing_ReachesOurTables()
    {
        await using var server = new OurServer();
        await WriteAsync(server, "0", 1000, "1");
        await WriteAsync(server, "0", 1010, "1", "0", "1", "1", "0", "0", "1", "1", "1", "0");
        await WriteAsync(server, "4", 1000, "43981");
        await WriteAsync(server, "4", 1010, "1", "65535", "258");
        Assert.True(server.Device.Coils[1000]);
        Assert.Equal([true, false, true, true, false, false, true, true, true, false], server.Device.Coils[1010..1020]);
        Assert.Equal(0xABCD, server.Device.HoldingRegisters[1000]);
        Assert.Equal([1, 0xFFFF, 0x0102], server.Device.HoldingRegisters[1010..1013]);
    }

    [SkippableTheory]
    [InlineData("1", "Illegal data address")]
    [InlineData("9", "Target device failed to respond")]
    public async Task Mbpoll_Refused_NamesOurException(string unit, string expected)
    {
        var mbpoll = Peer.RequireProgram("mbpoll");
        await using var server = new OurServer();
        var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => PeerProcess.RunAsync(
            mbpoll, "-m", "tcp", "-a", unit, "-0", "-r", "1999", "-c", "2", "-t", "4", "-1", "-p", $"{server.Port}", "127.0.0.1"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> ReadAsync(OurServer server, string type, int address, int count, params string[] more)
    {
        var mbpoll = Peer.RequireProgram("mbpoll");
        var output = await PeerProcess.RunAsync(
            mbpoll,
            ["-m", "tcp", "-a", "1", "-0", "-r", $"{address}", "-c", $"{count}", "-t", type, "-1", "-o", "10", "-p", $"{server.Port}", .. more, "127.0.0.1"]);
        // A value of 32768 and more is followed by what it would be with a sign.
        return [.. Line().Matches(output).Select(m => m.Groups[2].Value)];
    }

    private static async Task WriteAsync(OurServer server, string type, int address, params string[] values) => await PeerProcess.RunAsync(
        Peer.RequireProgram("mbpoll"),
        ["-m", "tcp", "-a", "1", "-0", "-r", address.ToString(CultureInfo.InvariantCulture), "-t", type, "-o", "10", "-p", $"{server.Port}", "127.0.0.1", .. values]);

    [GeneratedRegex(@"^\[(\d+)\]:\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
