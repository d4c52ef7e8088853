using Faultline.Contracts;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>The requests of a poll and the memory that their answers take, made once and read as often as wanted.</summary>
internal sealed class ReadPlan
{
    /// <param name="requests">The requests; their offsets lie one after the other, apart for registers and bits.</param>
    /// <param name="unit">The device's unit.</param>
    public ReadPlan(ReadRequest[] requests, byte unit)
    {
        Requests = requests;
        Registers = new ushort[requests.Where(request => !request.IsBits).Sum(request => request.Count)];
        Bits = new bool[requests.Where(request => request.IsBits).Sum(request => request.Count)];
        Blocks = [.. requests.Select(request => BlockOf(request, request.Address, request.Count, unit))];
    }

    public ReadRequest[] Requests { get; }

    /// <summary>Answers of register requests.</summary>
    public ushort[] Registers { get; }

    /// <summary>Answers of bit requests.</summary>
    public bool[] Bits { get; }

    /// <summary>The requests as the client takes them, in the same order.</summary>
    public ReadBlock[] Blocks { get; }

    /// <summary>A part of a request, into its place.</summary>
    public ReadBlock BlockOf(ReadRequest request, int address, int count, byte unit)
    {
        var at = request.Offset + address - request.Address;
        return request.Area switch
        {
            ModbusArea.Coil => ReadBlock.Coils(unit, (ushort)address, Bits.AsMemory(at, count)),
            ModbusArea.Discrete => ReadBlock.DiscreteInputs(unit, (ushort)address, Bits.AsMemory(at, count)),
            ModbusArea.Holding => ReadBlock.HoldingRegisters(unit, (ushort)address, Registers.AsMemory(at, count)),
            _ => ReadBlock.InputRegisters(unit, (ushort)address, Registers.AsMemory(at, count)),
        };
    }
}
