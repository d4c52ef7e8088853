using Faultline.Contracts;
using Xunit;

namespace Faultline.Contracts.Tests;

public sealed class ReadingFrameTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static ReadingBatch Batch(int count = 2) => new(
        "collector-ab12",
        new SystemId("hydraulic-2"),
        42,
        [.. Enumerable.Range(1, count).Select(i => new Reading(
            SensorId.Create(2, ((i - 1) % SensorId.MaxOrdinal) + 1), Noon.AddTicks(i * 10L), 100.25 * i, i % 2 == 0 ? Quality.BadSensorFailure : Quality.Good))]);

    private static ReadingBatch WholeBatch() => Batch() with
    {
        Readings = [.. Batch().Readings, new Reading(SensorId.Create(2, 3), Noon.AddTicks(33), 1, Quality.OfStatus(0x480)) { ServerTime = Noon.AddTicks(34) }],
    };

    [Fact]
    public void Frame_Encoded_HasTheDocumentedBytes()
    {
        var batch = new ReadingBatch("c", new SystemId("s"), 1, [new Reading(new SensorId(4097), DateTimeOffset.UnixEpoch.AddTicks(20), 1.0, Quality.Bad)]);

        var bytes = ReadingFrame.Encode(batch);

        Assert.Equal(
            "4C46" + "01" + "01" + "34000000" + "0163" + "0173" + "0100000000000000" + "0200000000000000" + "0100"
            + "01100000" + "00000000" + "000000000000F03F" + "0080",
            Convert.ToHexString(bytes.AsSpan(..^4)));
    }

    [Fact]
    public void Frame_OfOpcUaValues_HasTheDocumentedColumns()
    {
        var at = DateTimeOffset.UnixEpoch.AddTicks(27);
        Reading[] readings =
        [
            new(new SensorId(4097), at, 1.0, Quality.OfStatus(0x40900480)) { ServerTime = DateTimeOffset.UnixEpoch.AddTicks(258) },
            new(new SensorId(4098), at.AddTicks(3), 1.0, Quality.Good),
        ];

        var bytes = ReadingFrame.Encode(new ReadingBatch("c", new SystemId("s"), 1, readings));

        Assert.Equal(
            "4C46" + "02" + "01" + "5D000000" + "0163" + "0173" + "0100000000000000" + "0200000000000000" + "0200" + "07"
            + "01100000" + "00000000" + "000000000000F03F" + "9040" + "02100000" + "01000000" + "000000000000F03F" + "0000"
            + "07" + "00" + "0201000000000000" + "0000000000000080" + "8004" + "0000",
            Convert.ToHexString(bytes.AsSpan(..^4)));
        Assert.Equal(readings, ReadingFrame.Decode(bytes).Readings);
    }

    /// <summary>Each column by itself and with each other: what one reading has and its neighbour does not.</summary>
    [Fact]
    public void Frame_WithAnyColumns_IsDecodedToTheSameTicksAndBits()
    {
        for (var columns = 0; columns < 8; columns++)
        {
            Reading[] readings =
            [
                .. Enumerable.Range(0, 20).Select(i => new Reading(
                    SensorId.Create(2, i + 1), Noon.AddTicks((i * 1230L) + ((columns & 1) * i % 10)), i, Quality.OfStatus(0x80310000u | ((columns & 4) != 0 && i % 3 == 0 ? 0x480u : 0)))
                {
                    ServerTime = (columns & 2) != 0 && i % 2 == 0 ? Noon.AddTicks(-i) : null,
                }),
            ];

            var bytes = ReadingFrame.Encode(new ReadingBatch("c", new SystemId("s"), 1, readings));

            Assert.Equal(columns == 0 ? 1 : 2, bytes[2]);
            Assert.Equal(readings, ReadingFrame.Decode(bytes).Readings);
        }
    }

    [Fact]
    public void Frame_BeforeTheEpoch_KeepsItsTicks()
    {
        Reading[] readings = [new(new SensorId(4097), DateTimeOffset.UnixEpoch.AddTicks(-13), 1, Quality.Good) { ServerTime = DateTimeOffset.UnixEpoch.AddTicks(-14) }];

        Assert.Equal(readings, ReadingFrame.Decode(ReadingFrame.Encode(new ReadingBatch("c", new SystemId("s"), 1, readings))).Readings);
    }

    [Theory]
    [InlineData("columns 0", 30, 0)]
    [InlineData("columns 8", 30, 8)]
    [InlineData("ticks beyond the microsecond", 49, 10)]
    [InlineData("server time outside the calendar", 57, 0x7F)]
    public void Frame_HostileColumns_AreRefused(string what, int at, byte value)
    {
        Reading[] readings = [new(new SensorId(4097), DateTimeOffset.UnixEpoch.AddTicks(7), 1, Quality.Good) { ServerTime = DateTimeOffset.UnixEpoch }];
        var bytes = ReadingFrame.Encode(new ReadingBatch("c", new SystemId("s"), 1, readings));
        Assert.Equal(2, bytes[2]);

        bytes[at] = value;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), System.IO.Hashing.Crc32.HashToUInt32(bytes.AsSpan(..^4)));

        Assert.False(string.IsNullOrEmpty(Assert.Throws<FrameException>(() => ReadingFrame.Decode(bytes)).Message), what);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(34)]
    [InlineData(ReadingFrame.MaxReadings)]
    public void Frame_DecodedAfterEncoding_IsTheSame(int count)
    {
        var batch = Batch(count);

        var copy = ReadingFrame.Decode(ReadingFrame.Encode(batch));

        Assert.Equal(batch.Collector, copy.Collector);
        Assert.Equal(batch.System, copy.System);
        Assert.Equal(batch.Sequence, copy.Sequence);
        Assert.Equal(batch.Readings, copy.Readings);
    }

    [Fact]
    public void Frame_EveryPrefix_IsRefused()
    {
        var bytes = ReadingFrame.Encode(WholeBatch());
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<FrameException>(() => ReadingFrame.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Frame_EveryFlippedByte_IsRefused()
    {
        var bytes = ReadingFrame.Encode(WholeBatch());
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x55;
            Assert.Throws<FrameException>(() => ReadingFrame.Decode(bytes));
            bytes[at] ^= 0x55;
        }
    }

    [Fact]
    public void Frame_HostileLength_IsRefusedBeforeAllocating()
    {
        var bytes = ReadingFrame.Encode(Batch());
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), uint.MaxValue);

        var refused = Assert.Throws<FrameException>(() => ReadingFrame.LengthOf(bytes));

        Assert.Contains("4294967295", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_TooManyReadings_NamesTheLimit()
    {
        var refused = Assert.Throws<ArgumentException>(() => ReadingFrame.Encode(Batch(ReadingFrame.MaxReadings + 1)));

        Assert.Contains("4096", refused.Message, StringComparison.Ordinal);
    }
}
