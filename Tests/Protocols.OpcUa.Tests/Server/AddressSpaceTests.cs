using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Server;

public sealed class AddressSpaceTests
{
    [Fact]
    public async Task Browse_EveryNode_IsReachedFromTheRootAndReadable()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        var seen = new HashSet<NodeId> { NodeIds.RootFolder };
        var open = new Queue<NodeId>(seen);
        while (open.TryDequeue(out var node))
            foreach (var reference in await BrowseAsync(client, node))
                if (seen.Add(reference.NodeId.NodeId))
                    open.Enqueue(reference.NodeId.NodeId);

        Assert.Equal(server.Space.Count, seen.Count);
        var read = await client.AskAsync<ReadResponse>(new ReadRequest
        {
            TimestampsToReturn = TimestampsToReturn.Both,
            NodesToRead = [.. seen.SelectMany(node => new[] { AttributeIds.NodeId, AttributeIds.NodeClass, AttributeIds.BrowseName, AttributeIds.DisplayName }
                .Select(attribute => new ReadValueId { NodeId = node, AttributeId = attribute }))],
        });
        Assert.All(read.Results, result => Assert.True(result.Status.IsGood));
    }

    [Fact]
    public async Task Browse_MoreThanAsked_GoesOnAtContinuationPoints()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        var page = Assert.Single((await client.AskAsync<BrowseResponse>(Children(new NodeId("Many", 1), most: 20))).Results);
        var names = page.References.Select(reference => reference.BrowseName.Name).ToList();
        while (page.ContinuationPoint is { } point)
        {
            Assert.Equal(20, page.References.Length);
            page = Assert.Single((await client.AskAsync<BrowseNextResponse>(new BrowseNextRequest { ContinuationPoints = [point] })).Results);
            names.AddRange(page.References.Select(reference => reference.BrowseName.Name));
            var again = await client.AskAsync<BrowseNextResponse>(new BrowseNextRequest { ContinuationPoints = [point] });
            Assert.Equal(StatusCodes.BadContinuationPointInvalid, Assert.Single(again.Results).StatusCode);
        }

        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"Item{i}"), names);
    }

    [Fact]
    public async Task Browse_ContinuationPointsUsedUp_SaysSoUntilOneIsReleased()
    {
        await using var server = new TestServer(options => options with { Limits = new OpcUaServerLimits { ContinuationPoints = 1 } });
        await using var client = await RawClient.LogInAsync(server);
        var many = Children(new NodeId("Many", 1), most: 1);
        var first = Assert.Single((await client.AskAsync<BrowseResponse>(many)).Results);
        Assert.Equal(StatusCodes.BadNoContinuationPoints, Assert.Single((await client.AskAsync<BrowseResponse>(many)).Results).StatusCode);

        await client.AskAsync<BrowseNextResponse>(new BrowseNextRequest { ReleaseContinuationPoints = true, ContinuationPoints = [first.ContinuationPoint] });

        Assert.NotNull(Assert.Single((await client.AskAsync<BrowseResponse>(many)).Results).ContinuationPoint);
        Assert.Equal(1, server.Counters.Refused[ServerBound.ContinuationPoints]);
    }

    [Fact]
    public async Task Translate_PathsToPropertiesAndNowhere_AnswersEach()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        var response = await client.AskAsync<TranslateBrowsePathsToNodeIdsResponse>(new TranslateBrowsePathsToNodeIdsRequest
        {
            BrowsePaths = [Path(new("Machine", 1), new("Temperature", 1), new("EURange")), Path(new QualifiedName("Nowhere", 1)), Path(new QualifiedName(null))],
        });

        Assert.Equal(new NodeId("Temperature/EURange", 1), Assert.Single(response.Results[0].Targets).TargetId.NodeId);
        Assert.Equal(StatusCodes.BadNoMatch, response.Results[1].StatusCode);
        Assert.Equal(StatusCodes.BadBrowseNameInvalid, response.Results[2].StatusCode);
    }

    [Fact]
    public async Task AnalogItem_Properties_HaveRangeAndUnit()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        var values = await ReadAsync(client, new NodeId("Temperature/EURange", 1), new NodeId("Temperature/EngineeringUnits", 1));

        Assert.True(values[0].Value.TryGet<ExtensionObject>(out var range) && range.TryDecode<Faultline.Protocols.OpcUa.Services.Range>(OpcUaLimits.Default, out var span) && span is { Low: 0, High: 200 });
        Assert.True(values[1].Value.TryGet<ExtensionObject>(out var unit));
        Assert.True(unit.TryDecode<EUInformation>(OpcUaLimits.Default, out var information));
        // 4408652 is what the OPC Foundation's table of UNECE codes gives for CEL.
        Assert.Equal((4408652, "°C"), (information.UnitId, information.DisplayName.Text));
    }

    [Fact]
    public async Task Server_StatusAndLimits_AreWhatClientsRead()
    {
        await using var server = new TestServer(options => options with { Limits = new OpcUaServerLimits { NodesPerRequest = 10 } });
        await using var client = await RawClient.LogInAsync(server);
        var values = await ReadAsync(
            client, NodeIds.Server_ServerStatus, NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead, NodeIds.Server_NamespaceArray);

        Assert.True(values[0].Value.TryGet<ExtensionObject>(out var status) && status.TryDecode<ServerStatusDataType>(OpcUaLimits.Default, out var decoded)
            && decoded.State == ServerState.Running && decoded.CurrentTime >= decoded.StartTime);
        Assert.Equal(Variant.From(10u), values[1].Value);
        Assert.Equal(Variant.FromArray(new[] { "http://opcfoundation.org/UA/", TestServer.ApplicationUri }), values[2].Value);
        var tooMany = new ReadRequest { TimestampsToReturn = TimestampsToReturn.Both, NodesToRead = [.. Enumerable.Repeat(new ReadValueId(), 11)] };
        Assert.Equal(StatusCodes.BadTooManyOperations, await client.RefusalAsync(tooMany));
        Assert.Equal(StatusCodes.BadNothingToDo, await client.RefusalAsync(new ReadRequest()));
    }

    [Theory]
    [InlineData("1:2", new[] { 2.0, 3 })]
    [InlineData("3", new[] { 4.0 })]
    [InlineData("2:9", new[] { 3.0, 4 })]
    public async Task Read_IndexRange_AnswersThePart(string range, double[] expected)
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);

        Assert.Equal(Variant.FromArray(expected), (await ReadPartAsync(client, range)).Value);
    }

    [Theory]
    [InlineData("4", "BadIndexRangeNoData")]
    [InlineData("2:1", "BadIndexRangeInvalid")]
    [InlineData("-1", "BadIndexRangeInvalid")]
    [InlineData("1:", "BadIndexRangeInvalid")]
    public async Task Read_FaultyIndexRange_SaysWhy(string range, string expected)
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);

        Assert.Equal(expected, StatusCodes.NameOf((await ReadPartAsync(client, range)).Status));
    }

    [Fact]
    public async Task Write_WrongTypeReadOnlyOrUnknown_SaysWhy()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        var response = await client.AskAsync<WriteResponse>(new WriteRequest
        {
            NodesToWrite =
            [
                Write(TestServer.Setpoint, Variant.From(7.5)), Write(TestServer.Setpoint, Variant.From("text")), Write(TestServer.Setpoint, default),
                Write(TestServer.Setpoint, Variant.FromArray(new[] { 1.0 })), Write(TestServer.Temperature, Variant.From(1.0)),
                Write(new NodeId("nowhere", 1), Variant.From(1.0)), Write(TestServer.Machine, Variant.From(1.0)),
            ],
        });

        Assert.Equal(
            [
                StatusCodes.Good, StatusCodes.BadTypeMismatch, StatusCodes.BadTypeMismatch, StatusCodes.BadTypeMismatch, StatusCodes.BadNotWritable,
                StatusCodes.BadNodeIdUnknown, StatusCodes.BadAttributeIdInvalid,
            ],
            response.Results);
        Assert.Equal(Variant.From(7.5), (await ReadAsync(client, TestServer.Setpoint))[0].Value);
    }

    [Fact]
    public async Task Call_WrongArguments_SaysWhich()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        var response = await client.AskAsync<CallResponse>(new CallRequest
        {
            MethodsToCall =
            [
                Call(TestServer.Add, Variant.From(1.0), Variant.From(2.0)), Call(TestServer.Add, Variant.From(1.0)),
                Call(TestServer.Add, Variant.From(1.0), Variant.From("two")), Call(TestServer.Temperature),
            ],
        });

        Assert.Equal([Variant.From(3.0)], response.Results[0].OutputArguments);
        Assert.Equal(StatusCodes.BadArgumentsMissing, response.Results[1].StatusCode);
        Assert.Equal(StatusCodes.BadInvalidArgument, response.Results[2].StatusCode);
        Assert.Equal([StatusCodes.Good, StatusCodes.BadTypeMismatch], response.Results[2].InputArgumentResults);
        Assert.Equal(StatusCodes.BadMethodInvalid, response.Results[3].StatusCode);
    }

    [Fact]
    public async Task Response_TooLargeForTheClient_IsAFault()
    {
        await using var server = new TestServer();
        server.Space.AddVariable(server.Space.Objects, new VariableNode(
            new NodeId("Large", 1), new QualifiedName("Large", 1), NodeIds.String, new StoredValue(Variant.From(new string('x', 100_000)), TimeProvider.System)));
        await using var client = await RawClient.LogInAsync(server, OpcUaLimits.Default with { MessageSize = 50_000 });

        var refusal = await client.RefusalAsync(new ReadRequest
        {
            TimestampsToReturn = TimestampsToReturn.Both, NodesToRead = [new ReadValueId { NodeId = new NodeId("Large", 1), AttributeId = AttributeIds.Value }],
        });

        Assert.Equal(StatusCodes.BadResponseTooLarge, refusal);
        Assert.Equal(1, server.Counters.Refused[ServerBound.Responses]);
    }

    private static BrowseRequest Children(NodeId node, uint most) => new()
    {
        RequestedMaxReferencesPerNode = most,
        NodesToBrowse = [new BrowseDescription { NodeId = node, ReferenceTypeId = NodeIds.HierarchicalReferences, IncludeSubtypes = true, ResultMask = 63 }],
    };

    private static async Task<ReferenceDescription[]> BrowseAsync(RawClient client, NodeId node) =>
        Assert.Single((await client.AskAsync<BrowseResponse>(Children(node, most: 0))).Results).References;

    private static async Task<DataValue[]> ReadAsync(RawClient client, params NodeId[] nodes) => (await client.AskAsync<ReadResponse>(new ReadRequest
    {
        TimestampsToReturn = TimestampsToReturn.Both,
        NodesToRead = [.. nodes.Select(node => new ReadValueId { NodeId = node, AttributeId = AttributeIds.Value })],
    })).Results;

    private static async Task<DataValue> ReadPartAsync(RawClient client, string range) => Assert.Single((await client.AskAsync<ReadResponse>(new ReadRequest
    {
        NodesToRead = [new ReadValueId { NodeId = TestServer.Curve, AttributeId = AttributeIds.Value, IndexRange = range }],
    })).Results);

    private static WriteValue Write(NodeId node, Variant value) => new() { NodeId = node, AttributeId = AttributeIds.Value, Value = new DataValue { Value = value } };

    private static CallMethodRequest Call(NodeId method, params Variant[] inputs) =>
        new() { ObjectId = TestServer.Machine, MethodId = method, InputArguments = inputs };

    private static BrowsePath Path(params QualifiedName[] names) => new()
    {
        StartingNode = NodeIds.ObjectsFolder,
        RelativePath = new RelativePath
        {
            Elements = Array.ConvertAll(names, name => new RelativePathElement
            {
                ReferenceTypeId = NodeIds.HierarchicalReferences, IncludeSubtypes = true, TargetName = name,
            }),
        },
    };
}
