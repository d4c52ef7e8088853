using System.Buffers.Binary;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Client;

/// <summary>Bytes that other stacks sent, see Golden/README.md: they decode, and what is encoded again means the same.</summary>
public sealed class GoldenBytesTests
{
    // Message header, channel id, token id, sequence header: OPC 10000-6 §6.7.2.
    private const int BodyAt = 24;
    private const uint Message = 'M' | 'S' << 8 | 'G' << 16;

    [Theory]
    [InlineData("node-opcua")]
    [InlineData("open62541")]
    public void Messages_OfAnotherStack_AreEncodedAgainByteForByte(string stack)
    {
        var bodies = Bodies(stack);
        var seen = new HashSet<Type>();
        foreach (var body in bodies)
        {
            var message = MessageCodec.Decode(body, OpcUaLimits.Default);
            seen.Add(message.GetType());
            var again = Encode(message);

            // A null array may be sent as length -1 and is encoded as 0; everything else must be the same bytes.
            Assert.Equal(body.Length, again.Length);
            Assert.Equal(WithoutNulls(body), WithoutNulls(again));
            Assert.Equal(again, Encode(MessageCodec.Decode(again, OpcUaLimits.Default)));
        }

        Type[] expected =
        [
            typeof(GetEndpointsResponse), typeof(CreateSessionResponse), typeof(ActivateSessionResponse), typeof(ReadResponse), typeof(BrowseResponse),
            typeof(WriteResponse), typeof(CallResponse), typeof(TranslateBrowsePathsToNodeIdsResponse), typeof(CreateSubscriptionResponse),
            typeof(CreateMonitoredItemsResponse), typeof(PublishResponse), typeof(CloseSessionResponse),
        ];
        Assert.Empty(expected.Except(seen));
    }

    [Theory]
    [InlineData("node-opcua")]
    [InlineData("open62541")]
    public void Values_OfAnotherStack_AreWhatItsServerHeld(string stack)
    {
        var messages = Bodies(stack).ConvertAll(body => MessageCodec.Decode(body, OpcUaLimits.Default));

        var read = messages.OfType<ReadResponse>().Last(response => response.Results is [{ Value.Type: BuiltInType.Double }, _]);
        Assert.Equal(Variant.From(42.5), read.Results[0].Value);
        Assert.Equal(StatusCodes.BadNodeIdUnknown, read.Results[1].Status);
        Assert.Equal([Variant.From(3.0)], Assert.Single(Assert.Single(messages.OfType<CallResponse>()).Results).OutputArguments);
        var notification = messages.OfType<PublishResponse>().SelectMany(response => response.NotificationMessage.NotificationData).First(DataChangeReader.IsDataChange);
        Assert.True(notification.TryDecode<DataChangeNotification>(OpcUaLimits.Default, out var change));
        Assert.Contains(change.MonitoredItems, item => item.ClientHandle == 1 && item.Value.Value == Variant.From(42.5) && item.Value.SourceTimestamp.Year == 2026);
    }

    [Theory]
    [InlineData("node-opcua")]
    [InlineData("open62541")]
    public void Prefixes_OfAnotherStacksMessages_AreRefused(string stack)
    {
        foreach (var body in Bodies(stack).Where(body => body.Length < 2000))
            for (var length = 0; length < body.Length; length++)
                Assert.Throws<OpcUaException>(() => MessageCodec.Decode(body.AsMemory(0, length), OpcUaLimits.Default));
    }

    private static List<byte[]> Bodies(string stack)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", stack + ".bin"));
        var bodies = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var header = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
            if ((header & 0xFFFFFF) == Message)
                bodies.Add(bytes[(at + BodyAt)..(at + size)]);
            at += size;
        }

        return bodies;
    }

    private static byte[] WithoutNulls(byte[] bytes) => [.. bytes.Where(value => value is not (0x00 or 0xFF))];

    private static byte[] Encode(IOpcUaStructure message)
    {
        var writer = new OpcUaWriter(OpcUaLimits.Default);
        MessageCodec.Encode(message, ref writer);
        var bytes = writer.ToArray();
        writer.Dispose();
        return bytes;
    }
}
