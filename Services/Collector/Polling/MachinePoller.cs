using Faultline.Collector.Plant;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Collector.Polling;

/// <summary>Reads one machine over one connection, for ever: connects, polls by the schedule, and after a failure marks the readings bad, backs off, connects again.</summary>
internal sealed partial class MachinePoller(
    PlantSystem system, ReadPlan plan, ReadingDecoder decoder, Intake intake, MachineStatus status, TimeProvider time, CollectorMetrics metrics,
    ILogger<MachinePoller> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly BackOff backOff = new(FirstWait, LongestWait);
    private readonly ushort[] registers = new ushort[RegisterSpan.MaxCount];

    private SystemId Id => system.Definition.Id;

    /// <summary>Ends by cancellation only.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ReadUntilLostAsync(cancellationToken);
                await Task.Delay(backOff.Next(), time, cancellationToken);
            }
        }
        finally
        {
            decoder.Flush();
        }
    }

    private async Task ReadUntilLostAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The connection's own timeouts run on the system's clock: they guard a real socket.
            await using var client = await ModbusTcpClient.ConnectAsync(system.Endpoint.Host, system.Endpoint.Port, ct: cancellationToken);
            plan.Restart();
            await PollAsync(client, cancellationToken);
        }
        catch (ModbusException exception)
        {
            Lost(QualityOf(exception), exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnexpected(Id, exception);
            Lost(Quality.Bad, exception.Message);
        }
    }

    private async Task PollAsync(ModbusTcpClient client, CancellationToken cancellationToken)
    {
        var schedule = new PollSchedule(time, plan.Interval);
        while (true)
        {
            var tick = await schedule.WaitAsync(cancellationToken);
            if (tick.Skipped > 0)
                metrics.Skipped(Id, tick.Skipped);
            var started = time.GetTimestamp();
            List<Reading> accepted = new(HydraulicRig.SensorCount);
            foreach (var span in plan.Due(tick.Number))
                await ReadAsync(client, span, accepted, cancellationToken);
            metrics.Polled(Id, tick.Lateness, time.GetElapsedTime(started), tick.Lateness > plan.Interval / 2);
            intake.Take(Id, accepted);
            Answered();
        }
    }

    private async Task ReadAsync(ModbusTcpClient client, RegisterSpan span, List<Reading> accepted, CancellationToken cancellationToken)
    {
        var answer = registers.AsMemory(0, span.Count);
        try
        {
            await client.ReadInputRegistersAsync(system.UnitId, span.Address, answer, cancellationToken);
        }
        catch (ModbusException exception) when (exception.Error == ModbusError.InvalidResponse)
        {
            decoder.Undecodable(span, Now(), exception.Message);
            throw;
        }
        decoder.Decode(span, answer.Span, Now(), accepted);
    }

    private void Answered()
    {
        if (status.Fault is not null)
            LogConnected(Id, system.Endpoint);
        status.Answered();
        backOff.Reset();
    }

    private void Lost(Quality quality, string reason)
    {
        if (decoder.Lost(Now(), quality) is { Count: > 0 } readings)
        {
            LogLost(Id, reason);
            metrics.ConnectionLost(Id);
            intake.Take(Id, readings);
        }
        else if (status.Fault != reason)
        {
            LogAway(Id, reason);
        }
        status.Failed(reason);
    }

    // The database keeps microseconds: what is published must not differ from what is stored.
    private DateTimeOffset Now() => time.GetUtcNow() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)) : default;

    private static Quality QualityOf(ModbusException exception) => exception switch
    {
        { Error: ModbusError.InvalidResponse } => Quality.BadDeviceFailure,
        { Error: ModbusError.ExceptionResponse, Code: not (ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetFailedToRespond) } =>
            Quality.BadDeviceFailure,
        _ => Quality.BadNoCommunication,
    };
}
