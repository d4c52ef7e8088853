using System.Collections.Concurrent;
using System.Globalization;
using Faultline.Collector.Configuring;
using Faultline.Collector.Devices;
using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Collector.Storing;
using Faultline.Contracts;
using Faultline.Simulator;
using Faultline.Simulator.Modbus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Faultline.Collector.Tests;

/// <summary>A real simulator and a real collector between a database in memory and a publisher that keeps what it gets.</summary>
internal sealed class RunningCollector : IAsyncDisposable, IReadingPublisher
{
    private readonly string folder = Directory.CreateTempSubdirectory("faultline-collector-").FullName;
    private WebApplication? simulator;
    private WebApplication? collector;

    public MemoryStore Store { get; } = new();

    public ConcurrentQueue<ReadingBatch> Published { get; } = new();

    public MemoryVersions Versions { get; } = new();

    public DeviceFleet Fleet => collector!.Services.GetRequiredService<DeviceFleet>();

    public Signal Arrived { get; } = new();

    public HttpClient Control { get; private set; } = new();

    public HttpClient Collector { get; private set; } = new();

    public static async Task<RunningCollector> StartAsync(int speed = 1)
    {
        var running = new RunningCollector();
        var factor = speed.ToString(CultureInfo.InvariantCulture);
        running.simulator = SimulatorApplication.Build(
            ["--urls", "http://127.0.0.1:0", "--modbus-port", "0", "--speed", factor], builder => builder.Logging.ClearProviders());
        await running.simulator.StartAsync().WaitAsync(Signal.Patience);
        running.Control = ClientOf(running.simulator);
        var port = running.simulator.Services.GetRequiredService<ModbusService>().Port.ToString(CultureInfo.InvariantCulture);
        running.collector = CollectorApplication.Build(
            [
                "--urls", "http://127.0.0.1:0", "--services:simulator:modbus:0", "tcp://127.0.0.1:" + port,
                "--Faultline:SpoolFolder", running.folder, "--Plant:LookInterval", "00:00:00.1", "--speed", factor,
                "--ConnectionStrings:faultline", "Host=127.0.0.1;Port=1;Username=nobody;Database=faultline", "--ConnectionStrings:redis", "127.0.0.1:1",
            ],
            running.Configure);
        await running.collector.StartAsync().WaitAsync(Signal.Patience);
        running.Collector = ClientOf(running.collector);
        return running;
    }

    public void Publish(SpooledBatch batch)
    {
        Published.Enqueue(ReadingFrame.Decode(batch.Frame.Span));
        Arrived.Set();
    }

    public async Task PutAsync(string path, string json)
    {
        using var answer = await Control.PutAsync("/simulator/machines/" + path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>All readings published so far of one sensor.</summary>
    public IEnumerable<Reading> Of(int system, string sensor)
    {
        var id = SensorId.Create(system, HydraulicRig.Find(sensor)!.Ordinal);
        return Published.SelectMany(batch => batch.Readings).Where(reading => reading.Sensor == id);
    }

    public async ValueTask DisposeAsync()
    {
        await (collector?.StopAsync() ?? Task.CompletedTask).WaitAsync(Signal.Patience);
        await (collector?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (simulator?.StopAsync() ?? Task.CompletedTask).WaitAsync(Signal.Patience);
        await (simulator?.DisposeAsync() ?? ValueTask.CompletedTask);
        Control.Dispose();
        Collector.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.RemoveAll<IReadingPublisher>();
        builder.Services.AddSingleton<IReadingPublisher>(this);
        var redis = builder.Services.Single(service => service.ServiceType == typeof(RedisPublisher));
        builder.Services.Remove(redis);
        builder.Services.AddSingleton(_ => new RedisPublisher(new NoRedis().Multiplexer, SpoolFixture.Metrics, Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisPublisher>.Instance));
        builder.Services.RemoveAll<IPlantVersions>();
        builder.Services.AddSingleton<IPlantVersions>(Versions);
        builder.Services.RemoveAll<IReadingStore>();
        builder.Services.AddSingleton<IReadingStore>(Store);
    }

    private static HttpClient ClientOf(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()), Timeout = Signal.Patience };
}
