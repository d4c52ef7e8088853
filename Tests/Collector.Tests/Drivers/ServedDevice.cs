using Faultline.Collector.Drivers;
using Faultline.Collector.Drivers.Modbus;
using Faultline.Contracts;
using Faultline.Protocols.Modbus.Server;
using Microsoft.Extensions.Configuration;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>A real Modbus server with one device, and a reader of it.</summary>
internal sealed class ServedDevice : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private ModbusTcpServer server = null!;
    private Task reading = Task.CompletedTask;

    public CollectingSink Sink { get; } = new();

    public ModbusReader Reader { get; private set; } = null!;

    public PollCounters Counters { get; } = new("press-1", SpoolFixture.Metrics);

    public static ServedDevice Start(IModbusDevice device, Func<DeviceConfiguration, DeviceConfiguration>? settings, params TagConfiguration[] tags)
    {
        var served = new ServedDevice();
        served.server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = device }, new ModbusTcpServerOptions { Port = 0 });
        served.server.Start();
        var configuration = Samples.Device(served.server.Port, tags);
        served.Reader = new ModbusReader(
            settings?.Invoke(configuration) ?? configuration, new ModbusConnector(new ConfigurationBuilder().Build(), new CertificateShelf(new ConfigurationBuilder().Build()), new ModbusLines()), 1, TimeProvider.System, served.Counters);
        served.reading = served.Reader.ReadUntilLostAsync(served.Sink, served.ended.Token);
        return served;
    }

    /// <summary>How the reader ended.</summary>
    public Task Reading => reading;

    /// <summary>Waits for what the sink shows; fails as the reader did where that ended before.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        var shown = Sink.Changed.UntilAsync(condition);
        if (await Task.WhenAny(shown, reading) == reading && !condition())
            await reading;
        await shown;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await reading.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Signal.Patience);
        await server.DisposeAsync();
        ended.Dispose();
    }
}
