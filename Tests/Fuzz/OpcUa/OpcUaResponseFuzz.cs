using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Fuzz.OpcUa;

/// <summary>
/// Damaged bodies of responses, as the client decodes them: a structure or an <see cref="OpcUaException"/>, and no more memory than the limits allow.
/// </summary>
public class OpcUaResponseFuzz
{
    private const long MostAllocated = 64L << 20;
    private static readonly OpcUaLimits Limits = new() { ArrayLength = 10_000, StringLength = 10_000, ByteStringLength = 100_000 };
    private static readonly byte[][] Samples = [.. Responses().Select(Encode)];

    [Fact]
    public void Decoder_DamagedResponses_DecodesOrRefuses()
    {
        var memory = new MemoryBound();
        FuzzRun.Seeds(20_000, Torment);
        memory.Check();
    }

    private static void Torment(Random random)
    {
        var body = Mutator.Mutate(random, Samples[random.Next(Samples.Length)]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Take(MessageCodec.Decode(body, Limits, borrowBodies: true));
        }
        catch (OpcUaException)
        {
            // Refused, which is right for most.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    [Fact]
    public void Decoder_EveryPrefix_IsRefusedOrWhole()
    {
        foreach (var sample in Samples)
            for (var length = 0; length < sample.Length; length++)
                Assert.Throws<OpcUaException>(() => MessageCodec.Decode(sample.AsMemory(0, length), Limits));
    }

    private static void Take(IOpcUaStructure message)
    {
        if (message is not PublishResponse publish)
            return;
        foreach (var data in publish.NotificationMessage.NotificationData)
        {
            if (DataChangeReader.IsDataChange(data))
                foreach (var value in new DataChangeReader(data, Limits))
                    _ = value.Value.Value.TryGetDouble(out _);
            else
                data.TryDecode<StatusChangeNotification>(Limits, out _);
        }
    }

    private static byte[] Encode(IOpcUaStructure message)
    {
        var writer = new OpcUaWriter(OpcUaLimits.Default);
        MessageCodec.Encode(message, ref writer);
        var bytes = writer.ToArray();
        writer.Dispose();
        return bytes;
    }

    private static IEnumerable<IOpcUaStructure> Responses()
    {
        yield return new GetEndpointsResponse
        {
            Endpoints = [new EndpointDescription { EndpointUrl = "opc.tcp://a:4840", ServerCertificate = [1, 2, 3], UserIdentityTokens = [new UserTokenPolicy { PolicyId = "p" }] }],
        };
        yield return new CreateSessionResponse { SessionId = new NodeId("s", 1), AuthenticationToken = new NodeId(Guid.Empty, 1), ServerNonce = new byte[32] };
        yield return new ReadResponse
        {
            Results =
            [
                new DataValue { Value = Variant.From("text"), Status = new StatusCode(0x80310000), SourceTimestamp = DateTime.UnixEpoch },
                new DataValue { Value = Variant.FromMatrix([1, 2, 3, 4], 2, 2) }, new DataValue { Value = Variant.From(new EUInformation { DisplayName = new LocalizedText("bar") }) },
            ],
        };
        yield return new BrowseResponse
        {
            Results = [new BrowseResult { ContinuationPoint = [1], References = [new ReferenceDescription { BrowseName = new QualifiedName("n", 2), NodeId = new ExpandedNodeId(new NodeId([1, 2], 3), "urn:x", 1) }] }],
        };
        yield return new PublishResponse
        {
            SubscriptionId = 1,
            AvailableSequenceNumbers = [1, 2],
            NotificationMessage = new NotificationMessage
            {
                SequenceNumber = 2,
                NotificationData =
                [
                    ExtensionObject.From(new DataChangeNotification
                    {
                        MonitoredItems = [.. Enumerable.Range(0, 5).Select(i => new MonitoredItemNotification
                        {
                            ClientHandle = (uint)i, Value = new DataValue { Value = Variant.From(i * 1.5), SourceTimestamp = DateTime.UnixEpoch, ServerTimestamp = DateTime.UnixEpoch },
                        })],
                    }),
                    ExtensionObject.From(new StatusChangeNotification { Status = StatusCodes.BadTimeout }),
                ],
            },
        };
        yield return new CallResponse { Results = [new CallMethodResult { OutputArguments = [Variant.From(1.5), Variant.FromArray(new[] { "a", "b" })] }] };
    }
}
