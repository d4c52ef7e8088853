using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Read and Write, OPC 10000-4 §5.10.</summary>
internal sealed class AttributeService(ServerCore core)
{
    internal ReadResponse Read(ReadRequest request, Session session)
    {
        core.CheckOperations(request.NodesToRead.Length, core.Limits.NodesPerRequest, nameof(ReadRequest));
        if (request.TimestampsToReturn is < TimestampsToReturn.Source or > TimestampsToReturn.Neither)
            throw OpcUaFault.Service(StatusCodes.BadTimestampsToReturnInvalid, nameof(ReadRequest));
        if (request.MaxAge is < 0 or double.NaN)
            throw OpcUaFault.Service(StatusCodes.BadMaxAgeInvalid, nameof(ReadRequest));
        return new ReadResponse { Results = Array.ConvertAll(request.NodesToRead, node => Read(core, node, request.TimestampsToReturn, session.User!)) };
    }

    internal WriteResponse Write(WriteRequest request, Session session)
    {
        core.CheckOperations(request.NodesToWrite.Length, core.Limits.NodesPerRequest, nameof(WriteRequest));
        return new WriteResponse { Results = Array.ConvertAll(request.NodesToWrite, node => Write(node, session.User!)) };
    }

    /// <summary>A value with the timestamps asked for; also what monitored items sample.</summary>
    internal static DataValue Read(ServerCore core, ReadValueId asked, TimestampsToReturn timestamps, OpcUaUser user)
    {
        if (core.Space.Find(asked.NodeId) is not { } node)
            return new DataValue { Status = StatusCodes.BadNodeIdUnknown };
        if (CheckEncoding(asked) is { IsBad: true } unfit)
            return new DataValue { Status = unfit };
        var value = NodeAttributes.Read(node, asked.AttributeId, user);
        if (!string.IsNullOrEmpty(asked.IndexRange) && !value.Status.IsBad)
        {
            var (status, part) = NumericRange.Slice(value.Value, asked.IndexRange);
            value = value with { Value = part, Status = status.IsGood ? value.Status : status };
        }

        return Timestamps.Apply(value, timestamps, asked.AttributeId, core.Now);
    }

    /// <summary>Only structures have encodings, and only the binary one is spoken here.</summary>
    internal static StatusCode CheckEncoding(ReadValueId asked) => asked.DataEncoding.Name switch
    {
        null or "" => StatusCodes.Good,
        _ when asked.AttributeId != AttributeIds.Value => StatusCodes.BadDataEncodingInvalid,
        "Default Binary" => StatusCodes.Good,
        "Default XML" or "Default JSON" => StatusCodes.BadDataEncodingUnsupported,
        _ => StatusCodes.BadDataEncodingInvalid,
    };

    private StatusCode Write(WriteValue asked, OpcUaUser user)
    {
        if (core.Space.Find(asked.NodeId) is not { } node)
            return StatusCodes.BadNodeIdUnknown;
        if (asked.AttributeId is 0 or > AttributeIds.Last)
            return StatusCodes.BadAttributeIdInvalid;
        if (asked.AttributeId != AttributeIds.Value || node is not VariableNode { Writable: true } variable)
            return node is VariableNode || asked.AttributeId != AttributeIds.Value ? StatusCodes.BadNotWritable : StatusCodes.BadAttributeIdInvalid;
        if (!user.MayWrite)
            return StatusCodes.BadUserAccessDenied;
        if (!string.IsNullOrEmpty(asked.IndexRange))
            return StatusCodes.BadWriteNotSupported;
        return ValueTypes.Fits(core.Space, asked.Value.Value, variable.DataType, variable.ValueRank)
            ? variable.Write(asked.Value with { ServerTimestamp = core.Now })
            : StatusCodes.BadTypeMismatch;
    }
}
