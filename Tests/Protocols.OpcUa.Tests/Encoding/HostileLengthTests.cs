using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Encoding;

public sealed class HostileLengthTests
{
    private static readonly OpcUaLimits Limits = new() { StringLength = 8, ByteStringLength = 8, ArrayLength = 4, NestingDepth = 3 };

    private delegate void Read(ref OpcUaReader reader);

    [Fact]
    public void String_LongerThanTheLimit_IsRefusedBeforeItsBytesAreLookedAt() =>
        Refuses("09 00 00 00", StatusCodes.BadEncodingLimitsExceeded, (ref OpcUaReader r) => r.ReadString());

    [Fact]
    public void String_LongerThanWhatIsLeft_IsRefused() =>
        Refuses("08 00 00 00 41", StatusCodes.BadDecodingError, (ref OpcUaReader r) => r.ReadString());

    [Fact]
    public void Array_LongerThanTheLimit_IsRefused() =>
        Refuses("05 00 00 00", StatusCodes.BadEncodingLimitsExceeded, (ref OpcUaReader r) => r.ReadUInt32Array());

    [Fact]
    public void Array_LongerThanWhatIsLeft_IsRefused() =>
        Refuses("04 00 00 00 01 00 00 00", StatusCodes.BadDecodingError, (ref OpcUaReader r) => r.ReadStructures<ReadValueId>());

    [Theory]
    [InlineData("C3 04 00 00 00 01 02 03 04 02 00 00 00 02 00 00 00 03 00 00 00")]
    [InlineData("C3 04 00 00 00 01 02 03 04 02 00 00 00 FF FF FF FF FC FF FF FF")]
    [InlineData("C3 04 00 00 00 01 02 03 04 04 00 00 00 00 00 01 00 00 00 01 00 00 00 01 00 00 00 01 00")]
    [InlineData("43 01 02 00 00 00 01 00 00 00 01 00 00 00")]
    [InlineData("80 00 00 00 00")]
    [InlineData("18 0B 00 00 00 00 00 00 00 00")]
    [InlineData("20")]
    public void Variant_ThatContradictsItself_IsRefused(string bytes) =>
        Refuses(bytes, StatusCodes.BadDecodingError, (ref OpcUaReader r) => r.ReadVariant());

    [Fact]
    public void DiagnosticInfo_NestedTooDeep_IsRefused() =>
        Refuses("40 40 40 40 40 00", StatusCodes.BadEncodingLimitsExceeded, (ref OpcUaReader r) => r.ReadDiagnosticInfo());

    [Fact]
    public void Variant_NestedTooDeep_IsRefused() => Refuses(
        "98 01 00 00 00 98 01 00 00 00 98 01 00 00 00 98 01 00 00 00 01 01", StatusCodes.BadEncodingLimitsExceeded,
        (ref OpcUaReader r) => r.ReadVariant());

    [Fact]
    public void NodeId_OfUnknownEncoding_IsRefused() => Refuses("06 00", StatusCodes.BadDecodingError, (ref OpcUaReader r) => r.ReadNodeId());

    [Fact]
    public void Failure_Stays_AndLaterReadsAnswerDefaults()
    {
        var reader = new OpcUaReader(Hex.Bytes("09 00 00 00 41 41 41 41 41 41 41 41 41"), Limits);

        Assert.Null(reader.ReadString());
        Assert.Equal(0u, reader.ReadUInt32());

        Assert.Equal(StatusCodes.BadEncodingLimitsExceeded, reader.Status);
        Assert.Equal(4, reader.Position);
    }

    [Fact]
    public void Writer_PastTheMessageLimit_Throws()
    {
        var writer = new OpcUaWriter(new OpcUaLimits { MessageSize = OpcUaLimits.MinChunkSize });
        OpcUaException? failure = null;
        try
        {
            for (var i = 0; i < 3; i++)
                writer.WriteByteString(new byte[4096]);
        }
        catch (OpcUaException thrown)
        {
            failure = thrown;
        }

        writer.Dispose();
        Assert.Equal(StatusCodes.BadEncodingLimitsExceeded, failure?.Status);
    }

    private static void Refuses(string bytes, StatusCode status, Read read)
    {
        var reader = new OpcUaReader(Hex.Bytes(bytes), Limits);
        read(ref reader);
        Assert.Equal(status, reader.Status);
    }
}
