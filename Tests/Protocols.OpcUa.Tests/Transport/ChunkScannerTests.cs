using System.Buffers;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Tests.Transport;

public sealed class ChunkScannerTests
{
    private static readonly byte[] Chunk = Hex.Bytes("4D 53 47 46 0C 00 00 00 01 02 03 04");

    [Fact]
    public void WholeChunk_IsDone_AndBytesBehindItAreLeft()
    {
        var status = ChunkScanner.Scan(new ReadOnlySequence<byte>([.. Chunk, 1, 2, 3]), 64, out var header);

        Assert.Equal((ChunkScanStatus.Done, new ChunkHeader(MessageType.Message, ChunkKind.Final, 12)), (status, header));
    }

    [Fact]
    public void EveryPrefix_NeedsMoreData()
    {
        for (var length = 0; length < Chunk.Length; length++)
            Assert.Equal(ChunkScanStatus.NeedMoreData, ChunkScanner.Scan(new ReadOnlySequence<byte>(Chunk, 0, length), 64, out _));
    }

    [Fact]
    public void EverySplit_IsDone()
    {
        for (var at = 0; at <= Chunk.Length; at++)
            Assert.Equal(ChunkScanStatus.Done, ChunkScanner.Scan(Segments.Of(Chunk[..at], Chunk[at..]), 64, out _));
    }

    [Theory]
    [InlineData("4D 53 48 46 0C 00 00 00", ChunkScanStatus.Invalid)]
    [InlineData("4D 53 47 58 0C 00 00 00", ChunkScanStatus.Invalid)]
    [InlineData("48 45 4C 43 0C 00 00 00", ChunkScanStatus.Invalid)]
    [InlineData("4D 53 47 46 07 00 00 00", ChunkScanStatus.Invalid)]
    [InlineData("4D 53 47 46 41 00 00 00", ChunkScanStatus.TooLarge)]
    [InlineData("4D 53 47 46 FF FF FF FF", ChunkScanStatus.TooLarge)]
    public void BadHeader_IsToldFromTheHeaderAlone(string header, ChunkScanStatus expected) =>
        Assert.Equal(expected, ChunkScanner.Scan(new ReadOnlySequence<byte>(Hex.Bytes(header)), 64, out _));
}
