using Faultline.Collector.Drivers;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Xunit;

namespace Faultline.Collector.Tests.Drivers;

public sealed class ModbusReaderTests
{
    private static readonly TagConfiguration[] Ten = [.. Enumerable.Range(0, 10).Select(i => Samples.Tag($"T{i}", i + 1, i * 2))];

    [Fact]
    public async Task Tags_AreRead_InOneRequest()
    {
        var device = new HolesDevice();
        await using var served = ServedDevice.Start(device, null, Ten);

        await served.UntilAsync(() => served.Sink.Batches > 3);

        Assert.Equal("18 0012", served.Sink[9]);
        Assert.All(device.Asked, asked => Assert.Equal((0, 19), asked));
    }

    [Fact]
    public async Task BadRegister_IsFound_AndItsNeighboursGoOn()
    {
        var device = new HolesDevice(8);
        await using var served = ServedDevice.Start(device, null, Ten);

        await served.UntilAsync(() => served.Sink.Batches >= 1);
        Assert.Equal("bad", served.Sink[4]);
        Assert.Equal("6 0006", served.Sink[3]);
        Assert.Equal("10 000a", served.Sink[5]);
        Assert.Equal(["T4"], served.Reader.BadTags);
        await served.UntilAsync(() => served.Sink.Batches > 5);

        // Halving ten tags finds the one within the first poll; two requests a poll from then on.
        Assert.Equal([(0, 3), (0, 9), (0, 19), (4, 1), (4, 5), (6, 1), (6, 3), (8, 1), (10, 9)], device.Asked.Take(9).Order());
        Assert.All(device.Asked.Skip(9), asked => Assert.Contains(asked, new[] { (0, 7), (10, 9) }));
    }

    [Fact]
    public async Task RefusedGap_IsNotReadAgain_AndNoTagIsBad()
    {
        var device = new HolesDevice(7);
        await using var served = ServedDevice.Start(device, null, Ten);

        await served.UntilAsync(() => served.Sink.Batches > 5);

        Assert.Empty(served.Reader.BadTags);
        Assert.Equal("6 0006", served.Sink[3]);
        Assert.Equal("8 0008", served.Sink[4]);
        Assert.Equal([(0, 7), (8, 11)], device.Asked.TakeLast(2).Order());
    }

    [Fact]
    public async Task BadTag_IsTriedAgain_AndMends()
    {
        var device = new HolesDevice(8);
        await using var served = ServedDevice.Start(device, settings => settings with { RetryBadMs = 1 }, Ten);
        await served.UntilAsync(() => served.Reader.BadTags.Count == 1);

        device.Fill(8);

        await served.UntilAsync(() => served.Sink[4] == "8 0008");
        Assert.Empty(served.Reader.BadTags);
    }

    [Fact]
    public async Task DeviceInTrouble_IsLost_WithItsReason()
    {
        var device = new HolesDevice();
        await using var served = ServedDevice.Start(device, null, Ten);
        await served.UntilAsync(() => served.Sink.Batches >= 1);

        device.Trouble = ModbusExceptionCode.ServerDeviceFailure;

        var lost = await Assert.ThrowsAsync<DeviceException>(() => served.Reading.WaitAsync(Signal.Patience));
        Assert.Equal(Quality.BadDeviceFailure, lost.Quality);
        Assert.Contains("exception 4", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClockTag_TellsTheTime_OfWhatIsReadWithIt()
    {
        var device = new HolesDevice();
        TagConfiguration[] tags =
        [
            Samples.Tag("CLOCK", 1, 0) with { Modbus = new ModbusTag { Address = 1, Type = TagType.Uint16 }, IntervalMs = 60_000, Scale = 1_000_000_000 },
            Samples.Tag("P", 2, 40) with { Timestamp = TimestampSource.Source },
        ];
        await using var served = ServedDevice.Start(device, settings => settings with { Modbus = settings.Modbus! with { ClockTag = "CLOCK" } }, tags);

        await served.UntilAsync(() => served.Sink.Batches >= 3);

        Assert.Equal("40 0028 2001-09-09T01:46:40.0000000+00:00", served.Sink[1]);
    }

    [Fact]
    public async Task Write_OfNeighbours_IsOneRequest_ReadBack()
    {
        var device = new HolesDevice();
        TagConfiguration[] tags =
        [
            Samples.Tag("A", 1, 100) with { Scale = 0.1 }, Samples.Tag("B", 2, 101), Samples.Tag("C", 3, 300) with { Modbus = new ModbusTag { Address = 300, Type = TagType.Float32, Order = ByteOrder.Cdab } },
        ];
        await using var served = ServedDevice.Start(device, null, tags);
        await served.UntilAsync(() => served.Sink.Batches >= 1);

        var written = await served.Reader.WriteAsync([new TagWrite(0, 12.3), new TagWrite(1, 7), new TagWrite(2, 1.5)], CancellationToken.None);

        Assert.Equal([(100, 2), (300, 2)], device.Written);
        Assert.All(written, value => Assert.True(value.Confirmed));
        Assert.Equal([12.3, 7, 1.5], written.Select(value => Math.Round(value.ReadBack, 6)));
        await served.UntilAsync(() => served.Sink[0] == "123 007b");
    }

    [Fact]
    public async Task Write_OfABit_LeavesTheOthers()
    {
        var device = new HolesDevice();
        TagConfiguration[] tags = [Samples.Tag("BIT", 1, 100) with { Modbus = new ModbusTag { Address = 5, Type = TagType.Bool, Bit = 1 } }, Samples.Tag("WORD", 2, 5)];
        await using var served = ServedDevice.Start(device, null, tags);
        await served.UntilAsync(() => served.Sink.Batches >= 1);

        await served.Reader.WriteAsync([new TagWrite(0, 1)], CancellationToken.None);

        await served.UntilAsync(() => served.Sink[1] == "7 0007");
    }

    [Fact]
    public async Task Write_OfWhatDoesNotFit_IsRefused_AndNothingIsWritten()
    {
        var device = new HolesDevice();
        await using var served = ServedDevice.Start(device, null, Ten);
        await served.UntilAsync(() => served.Sink.Batches >= 1);

        await Assert.ThrowsAsync<DeviceException>(() => served.Reader.WriteAsync([new TagWrite(0, 1), new TagWrite(1, 70_000)], CancellationToken.None));

        Assert.Empty(device.Written);
    }
}
