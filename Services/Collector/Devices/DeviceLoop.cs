using Faultline.Collector.Drivers;
using Faultline.Collector.Processing;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Devices;

/// <summary>Reads one device for as long as its configuration stands: connects, reads until it is lost, backs off, connects again. Delays no other device.</summary>
internal sealed partial class DeviceLoop : IDisposable
{
    private readonly IDeviceReader reader;
    private readonly DevicePipeline pipeline;
    private readonly PollCounters counters;
    private readonly DeviceHealth health;
    private readonly BackOff backOff;
    private readonly TimeProvider time;
    private readonly CollectorMetrics metrics;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public DeviceLoop(DeviceDocument document, IDeviceDriver driver, PipelineFactory pipelines, TimeProvider time, CollectorMetrics metrics, ILogger logger)
    {
        (Document, this.time, this.metrics, this.logger) = (document, time, metrics, logger);
        counters = new PollCounters(Device.Id, metrics);
        reader = driver.Create(Device, counters);
        pipeline = pipelines.Create(Device, Answered);
        health = new DeviceHealth(time, TimeSpan.FromMilliseconds(Device.BadAfterMs), quality => pipeline.MarkAll(quality, time.GetUtcNow()));
        backOff = new BackOff(TimeSpan.FromMilliseconds(Device.BackOffFirstMs), TimeSpan.FromMilliseconds(Device.BackOffLongestMs));
    }

    /// <summary>What it reads.</summary>
    public DeviceDocument Document { get; }

    public DeviceConfiguration Device => Document.Device;

    /// <summary>Its way of decoding and writing.</summary>
    public IDeviceReader Reader => reader;

    /// <summary>Its counts by tag.</summary>
    public DevicePipeline Pipeline => pipeline;

    public void Start() => running = Task.Run(() => RunAsync(stopping.Token));

    /// <summary>Ends reading.</summary>
    /// <param name="leaves">Whether the device is no longer read at all: its last values are marked.</param>
    public async Task StopAsync(bool leaves)
    {
        await stopping.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        health.Dispose();
        if (leaves)
            pipeline.MarkAll(Quality.BadOutOfService, time.GetUtcNow());
        pipeline.Flush();
        Dispose();
    }

    public void Dispose()
    {
        health.Dispose();
        stopping.Dispose();
    }

    /// <summary>How it goes.</summary>
    public DeviceStatus Status(string collector, long version)
    {
        var now = health.Now;
        var (accepted, rejected) = pipeline.Totals;
        return new DeviceStatus(
            Device.Id, collector, version, now.State, now.Since, now.LastAnswer, now.Fault, counters.Polls, counters.Late, counters.Skipped, now.Failures,
            accepted, rejected, reader.BadTags);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await ReadAsync(cancellationToken);
            await Task.Delay(backOff.Next(), time, cancellationToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await reader.ReadUntilLostAsync(pipeline, cancellationToken);
            Lost(Quality.BadNoCommunication, "the connection was closed");
        }
        catch (DeviceException exception)
        {
            Lost(exception.Quality, exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnexpected(Device.Id, exception);
            Lost(Quality.Bad, exception.Message);
        }
    }

    private void Answered()
    {
        if (!health.Answered())
            return;
        backOff.Reset();
        LogAnswers(Device.Id, Device.Host);
    }

    private void Lost(Quality quality, string reason)
    {
        metrics.ConnectionLost(Device.Id);
        if (health.Failed(reason, quality))
            LogAway(Device.Id, reason);
    }
}
