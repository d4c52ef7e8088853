using System.Diagnostics;
using System.Diagnostics.Metrics;
using Faultline.Collector;
using Faultline.Collector.Drivers.Modbus;
using Faultline.Collector.Processing;
using Faultline.Collector.Validation;
using Faultline.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>
/// From the registers of an answer to accepted readings, on one thread: decode, scale, validate (finite, time, range, rate, frozen), choose the time, put into a batch. 1000 tags of 32-bit
/// floating point, every value new each round.
/// </summary>
internal sealed class ValidateScenario : IScenario
{
    private const int Tags = 1000;

    public string Name => "validate";

    public string Summary => "readings a CPU second through decode and validation, bytes allocated a reading";

    public Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var device = Plants.Device(0, 1502, Tags) with { Tags = [.. Plants.Device(0, 1502, Tags).Tags.Select(tag => tag with { MaximumRate = 1e9, FrozenAfterSeconds = 60 })] };
        var work = new Work(device);
        work.Run(duration / 10);
        var product = work.Run(duration * 0.6);
        Plain(work.Plan.Registers, duration / 20);
        var floor = Plain(work.Plan.Registers, duration / 4);
        return Task.FromResult(new ScenarioResult(
            new Dictionary<string, double>
            {
                ["readings_per_cpu_s"] = product.Readings / product.CpuSeconds,
                ["bytes_per_reading"] = product.Bytes / product.Readings,
                ["accepted_share"] = work.Taken / (double)work.Offered,
            },
            new Dictionary<string, double> { ["plain_loop_readings_per_cpu_s"] = floor.Readings / floor.CpuSeconds },
            ["floor: the shortest loop that decodes the same registers and compares each value with two limits, nothing kept"]));
    }

    private static Measured Plain(ushort[] registers, TimeSpan duration)
    {
        var (began, cpu, readings, inside) = (Stopwatch.GetTimestamp(), Cpu(), 0.0, 0L);
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            for (var i = 0; i < registers.Length; i += 2)
            {
                double value = BitConverter.UInt32BitsToSingle((uint)registers[i] << 16 | registers[i + 1]);
                inside += value >= -1e6 && value <= 1e6 ? 1 : 0;
            }
            readings += registers.Length / 2.0;
        }
        return inside == readings ? new Measured(readings, Cpu() - cpu, 0) : throw new InvalidOperationException($"{inside} of {readings} values are within the limits.");
    }

    private static double Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private readonly record struct Measured(double Readings, double CpuSeconds, double Bytes);

    /// <summary>The product's own parts, between registers and a counter in the intake's place.</summary>
    private sealed class Work : IIntake
    {
        private readonly ReadPlanner planner;
        private readonly SampleDelivery delivery;
        private readonly RefusedTags refused;
        private readonly DevicePipeline pipeline;
        private DateTimeOffset now = TimeProvider.System.GetUtcNow();
        private int round;

        public Work(DeviceConfiguration device)
        {
            planner = new ReadPlanner(device, 1);
            delivery = new SampleDelivery(device, planner);
            refused = new RefusedTags(device, planner, TimeProvider.System);
            Plan = planner.Plan(1);
            var metrics = new CollectorMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
            pipeline = new DevicePipeline(device, new SystemStream(new SystemId(device.System.Id)), new ValidationOptions(), 1, this, metrics, () => { });
        }

        public ReadPlan Plan { get; }

        public long Taken { get; private set; }

        public long Offered { get; private set; }

        public Measured Run(TimeSpan duration)
        {
            var (began, cpu, bytes, before) = (Stopwatch.GetTimestamp(), Cpu(), GC.GetAllocatedBytesForCurrentThread(), Taken);
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                // A new value a tag a round, as from a real answer.
                Plan.Registers.AsSpan().Fill((ushort)(0x4100 + (round++ & 0x3F)));
                now = now.AddSeconds(1);
                delivery.Deliver(Plan, 1, refused, now, pipeline);
                Offered += Tags;
            }
            return new Measured(Taken - before, Cpu() - cpu, GC.GetAllocatedBytesForCurrentThread() - bytes);
        }

        void IIntake.Take(SystemId system, string device, ReadOnlySpan<Reading> readings, int suppressed) => Taken += readings.Length;

        void IIntake.Take(TextReading text) => throw new InvalidOperationException("There is no text.");

        void IIntake.Quarantine(QuarantinedReading reading) => throw new InvalidOperationException(reading.Detail);
    }
}
