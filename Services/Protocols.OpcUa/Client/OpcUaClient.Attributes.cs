using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Attributes, OPC 10000-4 §5.11, and methods, §5.12; requests are divided as the server's limits ask.</summary>
public sealed partial class OpcUaClient
{
    /// <summary>Reads the values of nodes with both timestamps. A node that cannot be read has a bad status.</summary>
    /// <exception cref="OpcUaException">The server refused as a whole, or is not connected.</exception>
    public Task<DataValue[]> ReadValuesAsync(IReadOnlyList<NodeId> nodes, CancellationToken cancellationToken) =>
        ReadAsync([.. nodes.Select(node => new ReadValueId { NodeId = node, AttributeId = AttributeIds.Value })], TimeSpan.Zero, cancellationToken);

    /// <summary>Reads attributes with both timestamps.</summary>
    /// <param name="nodes">What to read.</param>
    /// <param name="maxAge">How old a value may be; zero: the server asks the device.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OpcUaException">The server refused as a whole, or is not connected.</exception>
    public Task<DataValue[]> ReadAsync(IReadOnlyList<ReadValueId> nodes, TimeSpan maxAge, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(nodes, Limits.MaxNodesPerRead, async part => (await AskAsync<ReadResponse>(
            new ReadRequest { MaxAge = maxAge.TotalMilliseconds, TimestampsToReturn = TimestampsToReturn.Both, NodesToRead = part },
            cancellationToken)).Results);

    /// <summary>Writes attributes, and answers a status for each.</summary>
    /// <exception cref="OpcUaException">The server refused as a whole, or is not connected; some may be written where there were several requests.</exception>
    public Task<StatusCode[]> WriteAsync(IReadOnlyList<WriteValue> values, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(values, Limits.MaxNodesPerWrite, async part => (await AskAsync<WriteResponse>(
            new WriteRequest { NodesToWrite = part }, cancellationToken)).Results);

    /// <summary>Writes the value of one node, without timestamps, which many servers refuse to take.</summary>
    /// <exception cref="OpcUaException">The server refused, or is not connected.</exception>
    public async Task WriteValueAsync(NodeId node, Variant value, CancellationToken cancellationToken)
    {
        var write = new WriteValue { NodeId = node, AttributeId = AttributeIds.Value, Value = new DataValue { Value = value } };
        var status = (await WriteAsync([write], cancellationToken))[0];
        if (status.IsBad)
            throw OpcUaFault.Service(status, nameof(WriteRequest), node.ToString());
    }

    /// <summary>Calls methods, and answers a result for each.</summary>
    /// <exception cref="OpcUaException">The server refused as a whole, or is not connected; some may be called where there were several requests.</exception>
    public Task<CallMethodResult[]> CallAsync(IReadOnlyList<CallMethodRequest> methods, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(methods, Limits.MaxNodesPerMethodCall, async part => (await AskAsync<CallResponse>(
            new CallRequest { MethodsToCall = part }, cancellationToken)).Results);

    /// <summary>Calls one method, and answers its output arguments.</summary>
    /// <exception cref="OpcUaException">The server or the method refused, or is not connected.</exception>
    public async Task<Variant[]> CallAsync(NodeId instance, NodeId method, Variant[] arguments, CancellationToken cancellationToken)
    {
        var call = new CallMethodRequest { ObjectId = instance, MethodId = method, InputArguments = arguments };
        var result = (await CallAsync([call], cancellationToken))[0];
        return result.StatusCode.IsBad ? throw OpcUaFault.Service(result.StatusCode, nameof(CallRequest), method.ToString()) : result.OutputArguments;
    }
}
