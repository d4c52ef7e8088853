using System.Diagnostics;
using System.Globalization;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Benchmarks.Scenarios.Modbus;

/// <summary>
/// Our client and a C loop over libmodbus read blocks of 125 holding registers from the same server, a process of its own, in turns: libmodbus' server, and one
/// that is faster. CPU is that of the client's whole process: for ours this one, garbage collection and thread pool included.
/// </summary>
internal static class ModbusClientFloor
{
    private const int Block = 125;
    private const int Rounds = 3;
    private const int Servers = 2;
    private static readonly int[] InFlight = [16, 8, 1];

    /// <summary>Measures for about <paramref name="duration"/>; the figures are of 16 requests in flight and libmodbus' server where their name does not say otherwise.</summary>
    public static async Task<ScenarioResult> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var turn = duration / (Servers * Rounds * (InFlight.Length + 1));
        var (floor, ours) = await CompareAsync("modbus_server", turn, cancellationToken);
        var (fastFloor, fastOurs) = await CompareAsync("modbus_fast_server", turn, cancellationToken);
        return new ScenarioResult(
            new Dictionary<string, double>
            {
                ["registers_per_cpu_s"] = ours[0].PerCpuSecond,
                ["registers_per_cpu_s_8_in_flight"] = ours[1].PerCpuSecond,
                ["registers_per_cpu_s_1_in_flight"] = ours[2].PerCpuSecond,
                ["registers_per_s"] = ours[0].PerSecond,
                ["registers_per_cpu_s_fast_server"] = fastOurs[0].PerCpuSecond,
                ["registers_per_s_fast_server"] = fastOurs[0].PerSecond,
                ["client_allocated_bytes_per_request"] = ours[0].AllocatedBytes / (ours[0].Registers / Block),
            },
            new Dictionary<string, double>
            {
                ["libmodbus_registers_per_cpu_s"] = floor.PerCpuSecond,
                ["libmodbus_registers_per_s"] = floor.PerSecond,
                ["libmodbus_registers_per_cpu_s_fast_server"] = fastFloor.PerCpuSecond,
                ["libmodbus_registers_per_s_fast_server"] = fastFloor.PerSecond,
            },
            ["client: blocks of 125 holding registers over one connection; the C loop has one request in flight, as libmodbus has"]);
    }

    private static async Task<(Reading Floor, Reading[] Ours)> CompareAsync(string program, TimeSpan turn, CancellationToken cancellationToken)
    {
        await using var server = NativePeer.Start(program);
        var port = await server.PortAsync();
        var floor = default(Reading);
        var ours = new Reading[InFlight.Length];
        for (var round = 0; round < Rounds; round++)
        {
            floor += await LoopAsync(port, turn);
            for (var i = 0; i < InFlight.Length; i++)
                ours[i] += await ReadAsync(port, InFlight[i], turn, cancellationToken);
        }
        return (floor, ours);
    }

    private static async Task<Reading> LoopAsync(int port, TimeSpan turn)
    {
        var seen = await NativePeer.RunAsync(
            "modbus_loop", turn, port.ToString(CultureInfo.InvariantCulture), turn.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return new Reading(seen[0], seen[1], seen[2], 0);
    }

    private static async Task<Reading> ReadAsync(int port, int inFlight, TimeSpan turn, CancellationToken cancellationToken)
    {
        var options = new ModbusTcpClientOptions { MaxOutstanding = inFlight, ContinueInline = true, RequestTimeout = TimeSpan.FromSeconds(30) };
        await using var client = await ModbusTcpClient.ConnectAsync("127.0.0.1", port, options, cancellationToken);
        ReadBlock[] blocks = [.. Enumerable.Range(0, inFlight).Select(i => ReadBlock.HoldingRegisters(1, (ushort)(i * Block), new ushort[Block]))];
        // The first quarter is for the just-in-time compiler, whose later tiers take a while.
        await LoopAsync(client, blocks, turn / 4, cancellationToken);
        var (cpu, allocated, began) = (Cpu(), GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        var registers = await LoopAsync(client, blocks, turn * 3 / 4, cancellationToken);
        return new Reading(
            registers, Cpu() - cpu, Stopwatch.GetElapsedTime(began).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    private static async Task<double> LoopAsync(ModbusTcpClient client, ReadBlock[] blocks, TimeSpan duration, CancellationToken cancellationToken)
    {
        double registers = 0;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < duration; registers += blocks.Length * Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await client.ReadAsync(blocks, CancellationToken.None) > 0)
                throw new InvalidOperationException("A block was not read.", blocks.First(block => block.Failure is not null).Failure);
            foreach (var block in blocks)
                if (block.Registers.Span[^1] != block.Address + Block - 1)
                    throw new InvalidOperationException($"The last register of block {block.Address} is {block.Registers.Span[^1]}.");
        }
        return registers;
    }

    private static double Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private readonly record struct Reading(double Registers, double CpuSeconds, double Seconds, double AllocatedBytes)
    {
        public double PerCpuSecond => Registers / CpuSeconds;

        public double PerSecond => Registers / Seconds;

        public static Reading operator +(Reading one, Reading other) => new(
            one.Registers + other.Registers,
            one.CpuSeconds + other.CpuSeconds,
            one.Seconds + other.Seconds,
            one.AllocatedBytes + other.AllocatedBytes);
    }
}
