using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Tests.Encoding;

/// <summary>Golden bytes: the examples printed in OPC 10000-6 §5.2.2, and bytes that follow from its tables field by field.</summary>
public sealed class BuiltInExamplesTests
{
    private delegate void Write(ref OpcUaWriter writer);

    private delegate T Read<T>(ref OpcUaReader reader);

    // §5.2.2.2: -6.5 as Float. §5.2.2.2 Int32: 1,000,000,000 as 00 CA 9A 3B.
    [Fact]
    public void Float_Example() => Check("00 00 D0 C0", -6.5f, (ref OpcUaWriter w) => w.WriteFloat(-6.5f), (ref OpcUaReader r) => r.ReadFloat());

    [Fact]
    public void Int32_Example() => Check("00 CA 9A 3B", 1_000_000_000, (ref OpcUaWriter w) => w.WriteInt32(1_000_000_000), (ref OpcUaReader r) => r.ReadInt32());

    // §5.2.2.4: the water character and "Boy".
    [Fact]
    public void String_Example() =>
        Check("06 00 00 00 E6 B0 B4 42 6F 79", "水Boy", (ref OpcUaWriter w) => w.WriteString("水Boy"), (ref OpcUaReader r) => r.ReadString());

    [Fact]
    public void String_Null() => Check("FF FF FF FF", null, (ref OpcUaWriter w) => w.WriteString(null), (ref OpcUaReader r) => r.ReadString());

    // §5.2.2.6.
    [Fact]
    public void Guid_Example()
    {
        var guid = new Guid("72962B91-FA75-4AE6-8D28-B404DC7DAF63");
        Check("91 2B 96 72 75 FA E6 4A 8D 28 B4 04 DC 7D AF 63", guid, (ref OpcUaWriter w) => w.WriteGuid(guid), (ref OpcUaReader r) => r.ReadGuid());
    }

    // §5.2.2.9: string NodeId with namespace 1 and identifier "Hot水", two-byte 72, four-byte ns 5 id 1025.
    [Theory]
    [InlineData("03 01 00 06 00 00 00 48 6F 74 E6 B0 B4", "ns=1;s=Hot水")]
    [InlineData("00 48", "i=72")]
    [InlineData("01 05 01 04", "ns=5;i=1025")]
    [InlineData("02 00 01 48 00 00 00", "ns=256;i=72")]
    [InlineData("02 00 00 00 00 01 00", "i=65536")]
    [InlineData("04 02 00 91 2B 96 72 75 FA E6 4A 8D 28 B4 04 DC 7D AF 63", "ns=2;g=72962b91-fa75-4ae6-8d28-b404dc7daf63")]
    [InlineData("05 01 00 02 00 00 00 AB CD", "ns=1;b=q80=")]
    public void NodeId_Encodings(string bytes, string text)
    {
        Assert.True(NodeId.TryParse(text, out var nodeId));
        Check(bytes, nodeId, (ref OpcUaWriter w) => w.WriteNodeId(nodeId), (ref OpcUaReader r) => r.ReadNodeId());
        Assert.Equal(text, nodeId.ToString());
    }

    [Fact]
    public void ExpandedNodeId_WithUriAndServer()
    {
        var id = new ExpandedNodeId(new NodeId(72), "urn:x", 9);
        Check("C0 48 05 00 00 00 75 72 6E 3A 78 09 00 00 00", id, (ref OpcUaWriter w) => w.WriteExpandedNodeId(id), (ref OpcUaReader r) => r.ReadExpandedNodeId());
    }

    [Fact]
    public void QualifiedName_And_LocalizedText()
    {
        var name = new QualifiedName("ab", 2);
        Check("02 00 02 00 00 00 61 62", name, (ref OpcUaWriter w) => w.WriteQualifiedName(name), (ref OpcUaReader r) => r.ReadQualifiedName());
        var text = new LocalizedText("ab", "de");
        Check("03 02 00 00 00 64 65 02 00 00 00 61 62", text, (ref OpcUaWriter w) => w.WriteLocalizedText(text), (ref OpcUaReader r) => r.ReadLocalizedText());
    }

    [Fact]
    public void Variant_ScalarArrayMatrix()
    {
        Check("0B 00 00 00 00 00 00 F8 3F", Variant.From(1.5), (ref OpcUaWriter w) => w.WriteVariant(Variant.From(1.5)), (ref OpcUaReader r) => r.ReadVariant());
        var array = Variant.FromArray<short>([1, 2]);
        Check("84 02 00 00 00 01 00 02 00", array, (ref OpcUaWriter w) => w.WriteVariant(array), (ref OpcUaReader r) => r.ReadVariant());
        var matrix = Variant.FromMatrix<byte>([1, 2, 3, 4], 2, 2);
        Check(
            "C3 04 00 00 00 01 02 03 04 02 00 00 00 02 00 00 00 02 00 00 00", matrix, (ref OpcUaWriter w) => w.WriteVariant(matrix),
            (ref OpcUaReader r) => r.ReadVariant());
    }

    [Fact]
    public void DataValue_WithPicoseconds_OrdersSourceBeforeServer()
    {
        var value = new DataValue
        {
            Value = Variant.From(true),
            Status = StatusCodes.BadNodeIdUnknown,
            SourceTimestamp = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1),
            SourcePicoseconds = 7,
            ServerTimestamp = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(2),
            ServerPicoseconds = 8,
        };
        Check(
            "3F 01 01 00 00 34 80 01 00 00 00 00 00 00 00 07 00 02 00 00 00 00 00 00 00 08 00", value,
            (ref OpcUaWriter w) => w.WriteDataValue(value), (ref OpcUaReader r) => r.ReadDataValue());
    }

    [Fact]
    public void DiagnosticInfo_Nested()
    {
        var info = new DiagnosticInfo { SymbolicId = 1, Locale = 2, LocalizedText = 3, InnerDiagnosticInfo = new DiagnosticInfo { AdditionalInfo = "x" } };
        Check(
            "4D 01 00 00 00 02 00 00 00 03 00 00 00 10 01 00 00 00 78", info, (ref OpcUaWriter w) => w.WriteDiagnosticInfo(info),
            (ref OpcUaReader r) => r.ReadDiagnosticInfo());
    }

    // §5.2.2.5: the ends of the range.
    [Theory]
    [InlineData("00 00 00 00 00 00 00 00", 0L)]
    [InlineData("FF FF FF FF FF FF FF 7F", long.MaxValue)]
    [InlineData("01 00 00 00 00 00 00 00", 504911232000000001L)]
    public void DateTime_Range(string bytes, long ticks)
    {
        var time = ticks == long.MaxValue ? DateTime.MaxValue : new DateTime(ticks);
        Check(bytes, time, (ref OpcUaWriter w) => w.WriteDateTime(time), (ref OpcUaReader r) => r.ReadDateTime());
    }

    [Fact]
    public void DateTime_BeforeTheEpoch_IsTheEarliest()
    {
        var reader = new OpcUaReader(Hex.Bytes("FF FF FF FF FF FF FF FF"), OpcUaLimits.Default);
        Assert.Equal(DateTime.MinValue, reader.ReadDateTime());
        Assert.True(reader.Status.IsGood);
    }

    private static void Check<T>(string bytes, T value, Write write, Read<T> read)
    {
        var writer = new OpcUaWriter(OpcUaLimits.Default);
        write(ref writer);
        Assert.Equal(bytes, Hex.Text(writer.Written));
        writer.Dispose();
        var encoded = Hex.Bytes(bytes);
        var reader = new OpcUaReader(encoded, OpcUaLimits.Default);
        Assert.Equal(value, read(ref reader));
        Assert.Equal((StatusCodes.Good, 0), (reader.Status, reader.Remaining));
        for (var length = 0; length < encoded.Length; length++)
        {
            reader = new OpcUaReader(encoded.AsMemory(0, length), OpcUaLimits.Default);
            read(ref reader);
            Assert.Equal(StatusCodes.BadDecodingError, reader.Status);
        }
    }
}
