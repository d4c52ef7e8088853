using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Reads a server's limits without exceeding them: how many nodes a Read takes is asked first, alone.</summary>
internal static class LimitsReading
{
    internal static async Task<OperationLimits> ReadAsync(Link link, CancellationToken cancellationToken)
    {
        var first = await ReadAsync(link, OperationLimits.Nodes[..1], 1, cancellationToken);
        var limit = first[0].Status.IsGood && first[0].Value.TryGetDouble(out var named) && named is > 0 and <= uint.MaxValue ? (uint)named : 0;
        return OperationLimits.From([.. first, .. await ReadAsync(link, OperationLimits.Nodes[1..], limit, cancellationToken)]);
    }

    private static Task<DataValue[]> ReadAsync(Link link, uint[] nodes, uint limit, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(nodes, limit, async part => (await link.AskAsync<ReadResponse>(
            new ReadRequest
            {
                TimestampsToReturn = TimestampsToReturn.Neither,
                NodesToRead = [.. part.Select(node => new ReadValueId { NodeId = node, AttributeId = AttributeIds.Value })],
            },
            cancellationToken)).Results);
}
