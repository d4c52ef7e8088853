using System.Security.Cryptography;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;

namespace Faultline.Collector.Drivers.Modbus;

/// <summary>Reads one Modbus device: polls by its groups, divides what is refused, tries refused tags again now and then.</summary>
internal sealed partial class ModbusReader : IDeviceReader
{
    private readonly DeviceConfiguration device;
    private readonly ModbusConnector connector;
    private readonly double speed;
    private readonly TimeProvider time;
    private readonly PollCounters counters;
    private readonly ReadPlanner planner;
    private readonly SampleDelivery delivery;
    private readonly RefusedTags refused;
    private IModbusLink? connected;

    public ModbusReader(DeviceConfiguration device, ModbusConnector connector, double speed, TimeProvider time, PollCounters counters)
    {
        (this.device, this.connector, this.speed, this.time, this.counters) = (device, connector, speed, time, counters);
        planner = new ReadPlanner(device, speed);
        delivery = new SampleDelivery(device, planner);
        refused = new RefusedTags(device, planner, time);
    }

    public IReadOnlyList<string> BadTags => refused.Names;

    public async Task ReadUntilLostAsync(ISampleSink sink, CancellationToken cancellationToken)
    {
        await using var link = await connector.ConnectAsync(device, cancellationToken);
        Volatile.Write(ref connected, link);
        try
        {
            await PollAsync(new PlanReading(link, (byte)device.Modbus!.UnitId), sink, cancellationToken);
        }
        catch (ModbusException exception)
        {
            if (exception.Error == ModbusError.InvalidResponse)
                delivery.Undecodable(sink, Now(), exception.Message);
            throw Lost(exception);
        }
        finally
        {
            Volatile.Write(ref connected, null);
        }
    }

    public double? Decode(int tag, ReadOnlySpan<byte> raw) => delivery.Decode(tag, raw);

    /// <summary>What a failure of the protocol means for the device.</summary>
    public static DeviceException Lost(ModbusException exception)
    {
        var failed = exception.Error == ModbusError.InvalidResponse
            || (exception.Error == ModbusError.ExceptionResponse
                && exception.Code is not (ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetFailedToRespond));
        return new DeviceException(failed ? Quality.BadDeviceFailure : Quality.BadNoCommunication, exception.Message, exception);
    }

    private async Task PollAsync(PlanReading reading, ISampleSink sink, CancellationToken cancellationToken)
    {
        if (device.StartJitterMs > 0)
            await Task.Delay(Jitter(), time, cancellationToken);
        if (planner.Intervals.Length == 0)
        {
            await reading.ClosedAsync(cancellationToken);
            return;
        }
        var clock = new PollClock(time, planner.Intervals);
        while (true)
        {
            var turn = await clock.WaitAsync(cancellationToken);
            counters.LeftOut(turn.Skipped);
            var started = time.GetTimestamp();
            var plan = planner.Plan(turn.Due);
            if (await reading.ReadAsync(plan, cancellationToken) > 0)
                await refused.DivideAsync(reading, plan, cancellationToken);
            delivery.Deliver(plan, turn.Due, refused, Now(), sink);
            counters.Polled(turn.Lateness, time.GetElapsedTime(started), turn.IsLate);
            await refused.RetryAsync(reading, cancellationToken);
        }
    }

    private TimeSpan Jitter() => TimeSpan.FromMilliseconds(device.StartJitterMs / speed * RandomNumberGenerator.GetInt32(0, 1001) / 1000);

    // The database keeps microseconds: what is published must not differ from what is stored.
    private DateTimeOffset Now() => time.GetUtcNow() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)) : default;
}
