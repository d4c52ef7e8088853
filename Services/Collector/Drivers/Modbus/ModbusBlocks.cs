using System.Diagnostics.CodeAnalysis;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>
/// Reads plans over one connection into buffers that are made once: as many requests under way as the device takes, and no allocation unless one fails. Not
/// thread-safe (one poll loop owns it).
/// </summary>
internal sealed class ModbusBlocks(ModbusTcpClient client, byte unit)
{
    private readonly List<(ReadRequest Request, ModbusException Failure)> failures = [];
    private ushort[] registers = [];
    private bool[] bits = [];
    private ValueTask[] pending = [];

    /// <summary>Answers of register requests, at the offsets of the plan.</summary>
    public ReadOnlySpan<ushort> Registers => registers;

    /// <summary>Answers of bit requests likewise.</summary>
    public ReadOnlySpan<bool> Bits => bits;

    /// <summary>Requests of the last plan that the device refused.</summary>
    public IReadOnlyList<(ReadRequest Request, ModbusException Failure)> Refusals => failures;

    /// <summary>Reads a plan; returns how many of its requests were refused.</summary>
    /// <exception cref="ModbusException">The device is lost, or failed as a whole.</exception>
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Each is awaited exactly once, below.")]
    public async ValueTask<int> ReadAsync(ReadPlan plan, CancellationToken cancellationToken)
    {
        MakeRoom(plan);
        failures.Clear();
        var requests = plan.Requests;
        for (var i = 0; i < requests.Length; i++)
            pending[i] = Send(requests[i], requests[i].Address, requests[i].Count, requests[i].Offset, cancellationToken);
        Exception? fatal = null;
        // All are awaited, whatever fails: their buffers belong to them until then.
        for (var i = 0; i < requests.Length; i++)
        {
            try
            {
                await pending[i];
            }
            catch (ModbusException exception) when (IsRefusal(exception))
            {
                failures.Add((requests[i], exception));
            }
            catch (Exception exception) when (exception is ModbusException or OperationCanceledException)
            {
                fatal ??= exception;
            }
        }
        return fatal is null ? failures.Count : throw fatal;
    }

    /// <summary>Reads some neighbouring tags of a request into the request's place; returns why the device refuses, null when it does not.</summary>
    /// <exception cref="ModbusException">The device is lost, or failed as a whole.</exception>
    public async ValueTask<ModbusException?> ReadPartAsync(ReadRequest request, Range tags, CancellationToken cancellationToken)
    {
        var (first, count) = tags.GetOffsetAndLength(request.Tags.Length);
        var address = request.Tags[first].Address;
        var end = address;
        for (var i = first; i < first + count; i++)
            end = Math.Max(end, request.Tags[i].End);
        try
        {
            await Send(request, address, end - address, request.Offset + address - request.Address, cancellationToken);
            return null;
        }
        catch (ModbusException exception) when (IsRefusal(exception))
        {
            return exception;
        }
    }

    /// <summary>Ends when the connection does.</summary>
    /// <exception cref="ModbusException">Never; the connection's end is its normal end.</exception>
    public Task ClosedAsync(CancellationToken cancellationToken) => client.Closed.WaitAsync(cancellationToken);

    private static bool IsRefusal(ModbusException exception) => exception is
    {
        Error: ModbusError.ExceptionResponse,
        Code: ModbusExceptionCode.IllegalFunction or ModbusExceptionCode.IllegalDataAddress or ModbusExceptionCode.IllegalDataValue,
    };

    private void MakeRoom(ReadPlan plan)
    {
        if (registers.Length < plan.Registers)
            registers = new ushort[plan.Registers];
        if (bits.Length < plan.Bits)
            bits = new bool[plan.Bits];
        if (pending.Length < plan.Requests.Length)
            pending = new ValueTask[plan.Requests.Length];
    }

    private ValueTask Send(ReadRequest request, int address, int count, int offset, CancellationToken cancellationToken) => request.Area switch
    {
        ModbusArea.Coil => client.ReadCoilsAsync(unit, (ushort)address, bits.AsMemory(offset, count), cancellationToken),
        ModbusArea.Discrete => client.ReadDiscreteInputsAsync(unit, (ushort)address, bits.AsMemory(offset, count), cancellationToken),
        ModbusArea.Holding => client.ReadHoldingRegistersAsync(unit, (ushort)address, registers.AsMemory(offset, count), cancellationToken),
        _ => client.ReadInputRegistersAsync(unit, (ushort)address, registers.AsMemory(offset, count), cancellationToken),
    };
}
