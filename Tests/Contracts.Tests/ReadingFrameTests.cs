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
        var bytes = ReadingFrame.Encode(Batch());
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<FrameException>(() => ReadingFrame.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Frame_EveryFlippedByte_IsRefused()
    {
        var bytes = ReadingFrame.Encode(Batch());
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
