using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>The Server object that clients read first: state, capabilities, limits, namespaces, OPC 10000-5 §6.3 and §8.3.</summary>
internal static class ServerNodes
{
    private static readonly string?[] Profiles = ["http://opcfoundation.org/UA-Profile/Server/EmbeddedUA2017"];
    private static readonly string?[] Locales = ["en"];

    internal static void AddTo(ServerCore core)
    {
        var space = core.Space;
        var server = space.AddObject(space.Objects, new ObjectNode(NodeIds.Server, new QualifiedName("Server")), NodeIds.ServerType);
        space.AddConstant(server, NodeIds.Server_ServerArray, "ServerArray", NodeIds.String, Variant.FromArray(new string?[] { core.Options.ApplicationUri }));
        space.AddConstant(server, NodeIds.Server_NamespaceArray, "NamespaceArray", NodeIds.String, Variant.FromArray(space.Namespaces.ToArray<string?>()));
        space.AddConstant(server, NodeIds.Server_ServiceLevel, "ServiceLevel", NodeIds.Byte, Variant.From((byte)255));
        space.AddConstant(server, NodeIds.Server_Auditing, "Auditing", NodeIds.Boolean, Variant.From(false));
        AddStatus(core, server);
        AddCapabilities(core, server);
    }

    private static void AddStatus(ServerCore core, Node server)
    {
        var status = Computed(core, server, NodeIds.Server_ServerStatus, "ServerStatus", NodeIds.ServerStatusDataType, NodeIds.ServerStatusType, () => Variant.From(Status(core)));
        Add(NodeIds.Server_ServerStatus_StartTime, "StartTime", NodeIds.UtcTime, () => Variant.From(core.StartTime));
        Add(NodeIds.Server_ServerStatus_CurrentTime, "CurrentTime", NodeIds.UtcTime, () => Variant.From(core.Now));
        Add(NodeIds.Server_ServerStatus_State, "State", NodeIds.ServerState, () => Variant.From((int)State(core)));
        Add(NodeIds.Server_ServerStatus_SecondsTillShutdown, "SecondsTillShutdown", NodeIds.UInt32, () => Variant.From(0u));
        Add(NodeIds.Server_ServerStatus_ShutdownReason, "ShutdownReason", NodeIds.LocalizedText, () => Variant.From(default(LocalizedText)));
        var build = Computed(
            core, status, NodeIds.Server_ServerStatus_BuildInfo, "BuildInfo", NodeIds.BuildInfo, NodeIds.BuildInfoType, () => Variant.From(Build(core)));
        var info = Build(core);
        AddBuild(NodeIds.Server_ServerStatus_BuildInfo_ProductUri, "ProductUri", info.ProductUri);
        AddBuild(NodeIds.Server_ServerStatus_BuildInfo_ManufacturerName, "ManufacturerName", info.ManufacturerName);
        AddBuild(NodeIds.Server_ServerStatus_BuildInfo_ProductName, "ProductName", info.ProductName);
        AddBuild(NodeIds.Server_ServerStatus_BuildInfo_SoftwareVersion, "SoftwareVersion", info.SoftwareVersion);

        void Add(uint id, string name, uint type, Func<Variant> value) =>
            Computed(core, status, id, name, type, NodeIds.BaseDataVariableType, value);

        void AddBuild(uint id, string name, string? text) =>
            Computed(core, build, id, name, NodeIds.String, NodeIds.BaseDataVariableType, () => Variant.From(text));
    }

    private static void AddCapabilities(ServerCore core, Node server)
    {
        var (space, limits, message) = (core.Space, core.Limits, core.Options.MessageLimits);
        var capabilities = space.AddObject(
            server, new ObjectNode(NodeIds.Server_ServerCapabilities, new QualifiedName("ServerCapabilities")), NodeIds.ServerCapabilitiesType);
        space.AddConstant(
            capabilities, NodeIds.Server_ServerCapabilities_ServerProfileArray, "ServerProfileArray", NodeIds.String,
            Variant.FromArray(Profiles));
        space.AddConstant(capabilities, NodeIds.Server_ServerCapabilities_LocaleIdArray, "LocaleIdArray", NodeIds.LocaleId, Variant.FromArray(Locales));
        space.AddConstant(
            capabilities, NodeIds.Server_ServerCapabilities_MinSupportedSampleRate, "MinSupportedSampleRate", NodeIds.Duration,
            Variant.From(core.Options.MinInterval.TotalMilliseconds));
        space.AddConstant(
            capabilities, NodeIds.Server_ServerCapabilities_MaxBrowseContinuationPoints, "MaxBrowseContinuationPoints", NodeIds.UInt16,
            Variant.From((ushort)Math.Min(limits.ContinuationPoints, ushort.MaxValue)));
        Add(space, capabilities, NodeIds.Server_ServerCapabilities_MaxArrayLength, "MaxArrayLength", message.ArrayLength);
        Add(space, capabilities, NodeIds.Server_ServerCapabilities_MaxStringLength, "MaxStringLength", message.StringLength);
        Add(space, capabilities, NodeIds.Server_ServerCapabilities_MaxByteStringLength, "MaxByteStringLength", message.ByteStringLength);
        AddOperationLimits(core, capabilities);
    }

    private static void AddOperationLimits(ServerCore core, Node capabilities)
    {
        var (space, limits) = (core.Space, core.Limits);
        var folder = space.AddObject(
            capabilities, new ObjectNode(NodeIds.Server_ServerCapabilities_OperationLimits, new QualifiedName("OperationLimits")), NodeIds.OperationLimitsType);
        Add(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead, "MaxNodesPerRead", limits.NodesPerRequest);
        Add(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerWrite, "MaxNodesPerWrite", limits.NodesPerRequest);
        Add(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerMethodCall, "MaxNodesPerMethodCall", limits.NodesPerRequest);
        Add(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse, "MaxNodesPerBrowse", limits.NodesPerRequest);
        Add(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRegisterNodes, "MaxNodesPerRegisterNodes", limits.NodesPerRequest);
        Add(
            NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerTranslateBrowsePathsToNodeIds, "MaxNodesPerTranslateBrowsePathsToNodeIds",
            limits.NodesPerRequest);
        Add(NodeIds.Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall, "MaxMonitoredItemsPerCall", limits.MonitoredItemsPerCall);

        void Add(uint id, string name, int value) => ServerNodes.Add(space, folder, id, name, value);
    }

    private static ServerState State(ServerCore core) => core.Stopping ? ServerState.Shutdown : ServerState.Running;

    private static ServerStatusDataType Status(ServerCore core) => new()
    {
        StartTime = core.StartTime, CurrentTime = core.Now, State = State(core), BuildInfo = Build(core),
    };

    private static BuildInfo Build(ServerCore core) => new()
    {
        ProductUri = core.Options.ProductUri,
        ManufacturerName = "Faultline",
        ProductName = core.Options.ApplicationName,
        SoftwareVersion = typeof(ServerNodes).Assembly.GetName().Version?.ToString(3),
    };

    private static VariableNode Computed(ServerCore core, Node parent, uint id, string name, uint dataType, uint type, Func<Variant> value)
    {
        var source = new ComputedValue(() => new DataValue { Value = value(), SourceTimestamp = core.Now });
        return core.Space.AddVariable(parent, new VariableNode(id, new QualifiedName(name), dataType, source), type);
    }

    private static void Add(AddressSpace space, Node parent, uint id, string name, int value) =>
        space.AddConstant(parent, id, name, NodeIds.UInt32, Variant.From((uint)value));
}
