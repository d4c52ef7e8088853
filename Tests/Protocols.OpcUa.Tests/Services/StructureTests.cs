using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Services;

public sealed class StructureTests
{
    public static TheoryData<string> Names => [.. RandomStructures.AllTypes.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Structure_EncodedDecodedEncoded_GivesTheSameBytes(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var bytes = Encode(Make(name, seed));
            Assert.Equal(Hex.Text(bytes), Hex.Text(Encode(MessageCodec.Decode(bytes, OpcUaLimits.Default))));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Structure_CutAnywhere_IsRefusedCleanly(string name)
    {
        var bytes = Encode(Make(name, seed: 7));
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes.AsMemory(0, length);
            var refused = Assert.Throws<OpcUaException>(() => MessageCodec.Decode(cut, OpcUaLimits.Default));
            Assert.Contains(refused.Status, new[] { StatusCodes.BadDecodingError, StatusCodes.BadServiceUnsupported });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Structure_Mutated_DecodesOrIsRefused(string name)
    {
        var random = new Random(11);
        for (var seed = 0; seed < 50; seed++)
        {
            var bytes = Encode(Make(name, seed));
            for (var i = 0; i < 4; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                MessageCodec.Decode(bytes, OpcUaLimits.Default);
            }
            catch (OpcUaException refused)
            {
                Assert.True(refused.Status.IsBad);
            }
        }
    }

    [Fact]
    public void Message_OfUnknownType_IsUnsupported() => Assert.Equal(
        StatusCodes.BadServiceUnsupported,
        Assert.Throws<OpcUaException>(() => MessageCodec.Decode(Hex.Bytes("01 00 FF FF"), OpcUaLimits.Default)).Status);

    [Fact]
    public void ReadRequest_GoldenBytes()
    {
        var request = new ReadRequest
        {
            RequestHeader = new RequestHeader { AuthenticationToken = new NodeId(1, 1), RequestHandle = 5, TimeoutHint = 1000 },
            MaxAge = 0,
            TimestampsToReturn = TimestampsToReturn.Both,
            NodesToRead = [new ReadValueId { NodeId = NodeIds.Server_ServerStatus_State, AttributeId = 13 }],
        };

        // Type id 631; header of §7.33; MaxAge; Both; one ReadValueId: node 2259, Value, no range, no data encoding.
        Assert.Equal(
            "01 00 77 02 01 01 01 00 00 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 FF FF FF FF E8 03 00 00 00 00 00 " +
            "00 00 00 00 00 00 00 00 02 00 00 00 01 00 00 00 01 00 D3 08 0D 00 00 00 FF FF FF FF 00 00 FF FF FF FF",
            Hex.Text(Encode(request)));
    }

    private static IOpcUaStructure Make(string name, int seed) =>
        new RandomStructures(seed).Make(RandomStructures.AllTypes.Single(type => type.Name == name));

    private static byte[] Encode(IOpcUaStructure message)
    {
        var writer = new OpcUaWriter(OpcUaLimits.Default);
        MessageCodec.Encode(message, ref writer);
        var bytes = writer.ToArray();
        writer.Dispose();
        return bytes;
    }
}
