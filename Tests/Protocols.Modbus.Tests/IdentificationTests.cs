using System.Text;
using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Server;
using Faultline.Protocols.Modbus.Tests.Client;
using Faultline.Protocols.Modbus.Tests.Server;

namespace Faultline.Protocols.Modbus.Tests;

/// <summary>Function 43/14 (Modbus Application Protocol V1.1b3 §6.21): conformity levels, single objects, and answers in several pages.</summary>
public class IdentificationTests
{
    private const byte Unit = ClientAndServer.Unit;

    private static DeviceIdentification Extended => new(new Dictionary<byte, byte[]>
    {
        [0] = Encoding.ASCII.GetBytes("Faultline"),
        [1] = Encoding.ASCII.GetBytes("HR-1"),
        [2] = Encoding.ASCII.GetBytes("V1.0"),
        [5] = Encoding.ASCII.GetBytes("Hydraulic rig"),
        [0x80] = [1, 2, 3],
        [0xFF] = [],
    });

    [Theory]
    [InlineData(DeviceIdentificationLevel.Basic, new byte[] { 0, 1, 2 })]
    [InlineData(DeviceIdentificationLevel.Regular, new byte[] { 0, 1, 2, 5 })]
    [InlineData(DeviceIdentificationLevel.Extended, new byte[] { 0, 1, 2, 5, 0x80, 0xFF })]
    public async Task Level_Asked_BringsItsObjects(DeviceIdentificationLevel level, byte[] ids)
    {
        await using var pair = await ClientAndServer.StartAsync(identification: Extended);
        var seen = await pair.Client.ReadDeviceIdentificationAsync(Unit, level).Within();
        Assert.Equal(ids, seen.Objects.Keys);
        Assert.Equal((DeviceIdentificationLevel.Extended, true), (seen.Level, seen.SupportsIndividualAccess));
        Assert.Equal(("Faultline", "V1.0"), (seen.Text(DeviceObjectId.VendorName), seen.Text(DeviceObjectId.MajorMinorRevision)));
        Assert.Null(seen.Text(DeviceObjectId.VendorUrl));
    }

    [Fact]
    public async Task Level_AboveTheDevices_IsAnsweredWithTheDevices()
    {
        await using var pair = await ClientAndServer.StartAsync(identification: DeviceIdentification.Create("a", "b", "c"));
        var seen = await pair.Client.ReadDeviceIdentificationAsync(Unit, DeviceIdentificationLevel.Extended).Within();
        Assert.Equal(DeviceIdentificationLevel.Basic, seen.Level);
        Assert.Equal(new byte[] { 0, 1, 2 }, seen.Objects.Keys);
    }

    [Fact]
    public async Task Objects_ThatDoNotFitOneAnswer_ComeInSeveral()
    {
        var objects = Enumerable.Range(0, 256).ToDictionary(i => (byte)i, i => Enumerable.Repeat((byte)i, i % 245).ToArray());
        await using var pair = await ClientAndServer.StartAsync(identification: new DeviceIdentification(objects));
        var seen = await pair.Client.ReadDeviceIdentificationAsync(Unit, DeviceIdentificationLevel.Extended).Within();
        Assert.Equal(objects.OrderBy(o => o.Key).Select(o => Hex.Text(o.Value)), seen.Objects.Values.Select(v => Hex.Text(v)));
        Assert.True(pair.Client.Counters.Responses > 100);
    }

    [Fact]
    public async Task Object_Single_IsReadOrRefused()
    {
        await using var pair = await ClientAndServer.StartAsync(identification: Extended);
        Assert.Equal(new byte[] { 1, 2, 3 }, await pair.Client.ReadDeviceObjectAsync(Unit, 0x80).Within());
        var error = await Assert.ThrowsAsync<ModbusException>(() => pair.Client.ReadDeviceObjectAsync(Unit, 0x81).Within());
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, error.Code);
    }

    [Theory]
    [InlineData("2B 0E 01 04", "2B 0E 01 83 00 00 03 00 09 46 61 75 6C 74 6C 69 6E 65 01 04 48 52 2D 31 02 04 56 31 2E 30")]
    [InlineData("2B 0E 02 63", "2B 0E 02 83 00 00 04 00 09 46 61 75 6C 74 6C 69 6E 65 01 04 48 52 2D 31 02 04 56 31 2E 30 05 0D 48 79 64 72 61 75 6C 69 63 20 72 69 67")]
    [InlineData("2B 0E 03 05", "2B 0E 03 83 00 00 03 05 0D 48 79 64 72 61 75 6C 69 63 20 72 69 67 80 03 01 02 03 FF 00")]
    [InlineData("2B 0E 04 FF", "2B 0E 04 83 00 00 01 FF 00")]
    [InlineData("2B 0E 05 00", "AB 03")]
    [InlineData("2B 0D 01 00", "AB 01")]
    [InlineData("2B 0E", "AB 03")]
    public async Task Request_OnTheWire_IsAnsweredByTheBook(string request, string answer)
    {
        await using var pair = await ClientAndServer.StartAsync(identification: Extended);
        using var client = await RawClient.ConnectAsync(pair.Server);
        var (asked, told) = (Hex.Bytes(request), Hex.Bytes(answer));
        Assert.Equal(
            $"00 01 00 00 00 {told.Length + 1:X2} 01 {answer}",
            await client.AskAsync($"00 01 00 00 00 {asked.Length + 1:X2} 01 {request}", 7 + told.Length));
    }

    [Fact]
    public async Task Pages_OfTheSpecificationsExample_AreJoined()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadDeviceIdentificationAsync(1, DeviceIdentificationLevel.Basic).AsTask();
        var (first, request) = await peer.TakeAsync();
        Assert.Equal("01 2B 0E 01 00", request);
        await peer.AnswerAsync(first, "01 2B 0E 01 01 FF 02 02 00 01 41 01 01 42");
        var (second, next) = await peer.TakeAsync();
        Assert.Equal("01 2B 0E 01 02", next);
        await peer.AnswerAsync(second, "01 2B 0E 01 01 00 00 01 02 05 56 32 2E 31 31");
        var seen = await reading.Within();
        Assert.Equal(["A", "B", "V2.11"], seen.Objects.Values.Select(Encoding.ASCII.GetString));
        Assert.False(seen.SupportsIndividualAccess);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    public async Task Pages_ThatDoNotGetOn_AreInvalid(string next)
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadDeviceIdentificationAsync(1, DeviceIdentificationLevel.Basic).AsTask();
        var (first, _) = await peer.TakeAsync();
        await peer.AnswerAsync(first, "01 2B 0E 01 01 FF 01 01 00 01 41");
        var (second, _) = await peer.TakeAsync();
        await peer.AnswerAsync(second, $"01 2B 0E 01 01 FF {next} 01 01 01 42");
        var error = await Assert.ThrowsAsync<ModbusException>(() => reading.Within());
        Assert.Equal(ModbusError.InvalidResponse, error.Error);
        Assert.Contains("follows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_OtherThanAsked_IsInvalid()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadDeviceObjectAsync(1, 2).AsTask();
        var (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync(id, "01 2B 0E 04 81 00 00 01 01 01 42");
        var error = await Assert.ThrowsAsync<ModbusException>(() => reading.Within());
        Assert.Equal(ModbusError.InvalidResponse, error.Error);
    }

    [Fact]
    public void Rejects_IdentificationsThatNoDeviceCanHave()
    {
        Assert.Contains("object 1 (ProductCode)", Assert.Throws<ArgumentException>(
            () => new DeviceIdentification(new Dictionary<byte, byte[]> { [0] = [], [2] = [] })).Message, StringComparison.Ordinal);
        Assert.Contains("object 2", Assert.Throws<ArgumentException>(
            () => new DeviceIdentification(new Dictionary<byte, byte[]> { [0] = [], [1] = [], [2] = new byte[245] })).Message, StringComparison.OrdinalIgnoreCase);
    }
}
