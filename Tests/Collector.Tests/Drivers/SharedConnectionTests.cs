using Faultline.Collector.Drivers;
using Faultline.Collector.Drivers.Modbus;
using Faultline.Contracts;
using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Server;
using Microsoft.Extensions.Configuration;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>Devices behind a gateway that accepts one connection.</summary>
public sealed class SharedConnectionTests : IAsyncDisposable
{
    private static readonly IConfiguration Nothing = new ConfigurationBuilder().Build();
    private readonly ModbusConnector connector = new(Nothing, new CertificateShelf(Nothing), new ModbusLines());
    private readonly CancellationTokenSource ended = new();
    private readonly List<Task> readings = [];
    private ModbusTcpServer? gateway;
    private bool isRtu;

    [Theory]
    [InlineData(ModbusFraming.Rtu)]
    [InlineData(ModbusFraming.Mbap)]
    public async Task Devices_OfAGatewayThatAcceptsOneConnection_AreAllRead(ModbusFraming framing)
    {
        Serve(framing, new Dictionary<byte, IModbusDevice> { [1] = new HolesDevice(), [2] = new HolesDevice(), [3] = new HolesDevice() });

        foreach (var sink in (CollectingSink[])[Read(1).Sink, Read(2).Sink, Read(3).Sink])
            await sink.Changed.UntilAsync(() => sink.Batches >= 5);

        Assert.Equal((1, 0), (gateway!.Counters.Connections, gateway.Counters.RejectedConnections));
        Assert.DoesNotContain(readings, reading => reading.IsCompleted);
    }

    [Theory]
    [InlineData(ModbusFraming.Rtu)]
    [InlineData(ModbusFraming.Mbap)]
    public async Task DeviceThatNeverAnswers_IsLostAlone_AndTheOthersGoOn(ModbusFraming framing)
    {
        using var silent = new HangingDevice();
        // The server sees that a peer has left once its device has answered; until then it needs room for the next connection.
        Serve(framing, new Dictionary<byte, IModbusDevice> { [1] = new HolesDevice(), [2] = silent }, connections: 8);
        var (well, sink) = Read(1, timeoutMs: 3000);
        await sink.Changed.UntilAsync(() => sink.Batches > 0);

        var lost = await Assert.ThrowsAsync<DeviceException>(() => Read(2, timeoutMs: 3000).Reading.WaitAsync(Signal.Patience));
        var before = sink.Batches;
        await sink.Changed.UntilAsync(() => sink.Batches >= before + 5);

        Assert.Contains("Unit 2 did not answer", lost.Message, StringComparison.Ordinal);
        Assert.False(well.IsCompleted);
    }

    [Fact]
    public async Task LastDevice_ThatLeaves_ClosesTheConnection_SoThatAnotherCanOpenOne()
    {
        Serve(ModbusFraming.Rtu, new Dictionary<byte, IModbusDevice> { [1] = new HolesDevice() });
        using var first = new CancellationTokenSource();
        var (reading, sink) = Read(1, first.Token);
        await sink.Changed.UntilAsync(() => sink.Batches > 0);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Signal.Patience));

        var (_, again) = Read(1);
        await again.Changed.UntilAsync(() => again.Batches > 0);

        Assert.Equal(1, gateway!.Counters.Connections);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await Task.WhenAll(readings).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Signal.Patience);
        await (gateway?.DisposeAsync() ?? ValueTask.CompletedTask);
        ended.Dispose();
    }

    private void Serve(ModbusFraming framing, Dictionary<byte, IModbusDevice> devices, int connections = 1)
    {
        isRtu = framing == ModbusFraming.Rtu;
        gateway = new ModbusTcpServer(devices, new ModbusTcpServerOptions { Port = 0, Framing = framing, MaxConnections = connections });
        gateway.Start();
    }

    private (Task Reading, CollectingSink Sink) Read(int unit, CancellationToken? until = null, double timeoutMs = 20_000)
    {
        var device = Samples.Device(gateway!.Port, Samples.Tag("A", 1, 7)) with
        {
            Modbus = new ModbusSettings { UnitId = unit, Transport = isRtu ? ModbusTransport.RtuOverTcp : ModbusTransport.Tcp, SharedConnection = !isRtu },
            RequestTimeoutMs = timeoutMs,
        };
        var sink = new CollectingSink();
        var reader = new ModbusReader(device, connector, 1, TimeProvider.System, new PollCounters(device.Id, SpoolFixture.Metrics));
        var reading = reader.ReadUntilLostAsync(sink, until ?? ended.Token);
        readings.Add(reading);
        return (reading, sink);
    }
}
