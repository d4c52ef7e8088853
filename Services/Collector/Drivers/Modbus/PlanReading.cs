using System.Runtime.ExceptionServices;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Reads plans over one connection. Tells apart what the device refuses, which concerns tags, and what means that the device is lost.</summary>
internal sealed class PlanReading(IModbusLink link, byte unit)
{
    private readonly List<(ReadRequest Request, ModbusException Failure)> refusals = [];
    private readonly ReadBlock[] part = new ReadBlock[1];

    /// <summary>Requests of the last plan that the device refused.</summary>
    public IReadOnlyList<(ReadRequest Request, ModbusException Failure)> Refusals => refusals;

    /// <summary>Reads a plan; returns how many of its requests were refused.</summary>
    /// <exception cref="ModbusException">The device is lost, or failed as a whole.</exception>
    public async ValueTask<int> ReadAsync(ReadPlan plan, CancellationToken cancellationToken)
    {
        refusals.Clear();
        if (await link.ReadAsync(plan.Blocks, cancellationToken) > 0)
            Sort(plan);
        return refusals.Count;
    }

    /// <summary>Reads some neighbouring tags of a request into the request's place; returns why the device refuses, null when it does not.</summary>
    /// <exception cref="ModbusException">The device is lost, or failed as a whole.</exception>
    public async ValueTask<ModbusException?> ReadPartAsync(ReadPlan plan, ReadRequest request, Range tags, CancellationToken cancellationToken)
    {
        var (first, count) = tags.GetOffsetAndLength(request.Tags.Length);
        var address = request.Tags[first].Address;
        var end = address;
        for (var i = first; i < first + count; i++)
            end = Math.Max(end, request.Tags[i].End);
        part[0] = plan.BlockOf(request, address, end - address, unit);
        return await link.ReadAsync(part, cancellationToken) == 0 ? null : RefusalOf(part[0]);
    }

    /// <summary>Ends when the connection does.</summary>
    public Task ClosedAsync(CancellationToken cancellationToken) => link.Closed.WaitAsync(cancellationToken);

    private void Sort(ReadPlan plan)
    {
        for (var i = 0; i < plan.Blocks.Length; i++)
        {
            if (plan.Blocks[i].Failure is not null)
                refusals.Add((plan.Requests[i], RefusalOf(plan.Blocks[i])));
        }
    }

    /// <summary>The refusal that a block failed by; anything else is thrown on.</summary>
    private static ModbusException RefusalOf(ReadBlock block)
    {
        if (block.Failure is ModbusException
            {
                Error: ModbusError.ExceptionResponse,
                Code: ModbusExceptionCode.IllegalFunction or ModbusExceptionCode.IllegalDataAddress or ModbusExceptionCode.IllegalDataValue,
            } refusal)
            return refusal;
        ExceptionDispatchInfo.Throw(block.Failure!);
        throw block.Failure!;
    }
}
