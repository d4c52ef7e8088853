using Faultline.Collector.Drivers;
using Faultline.Collector.Drivers.OpcUa;
using Faultline.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>A reader of an OPC UA server, with a trust list of its own.</summary>
internal sealed class SubscribedDevice : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faultline-opcua-").FullName;
    private readonly CancellationTokenSource ended = new();
    private Task reading = Task.CompletedTask;

    public SubscribedDevice(Uri server, Func<OpcUaSettings, OpcUaSettings>? settings, params TagConfiguration[] tags)
    {
        Trust = new OpcUaTrust(Options.Create(new OpcUaOptions { CertificateFolder = folder, ApplicationUri = "urn:faultline:test" }), TimeProvider.System);
        var standard = new OpcUaSettings { PublishingIntervalMs = 50, KeepAliveMs = 500 };
        Device = Samples.Device(server.Port, tags) with
        {
            Protocol = DeviceProtocol.OpcUa,
            Modbus = null,
            OpcUa = settings?.Invoke(standard) ?? standard,
            RequestTimeoutMs = 20_000,
            ConnectTimeoutMs = 20_000,
            RetryBadMs = 1000,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Secrets:plc", "secret")]).Build();
        Reader = new OpcUaReader(
            Device, new OpcUaConnector(configuration, Trust), TimeSpan.FromSeconds(30), TimeProvider.System, new PollCounters(Device.Id, SpoolFixture.Metrics), SpoolFixture.Metrics, NullLogger.Instance);
    }

    public DeviceConfiguration Device { get; }

    public OpcUaTrust Trust { get; }

    public OpcUaReader Reader { get; }

    public CollectingSink Sink { get; } = new();

    public static TagConfiguration Tag(string name, int ordinal, OpcUaTag place) => new()
    {
        Name = name, Ordinal = ordinal, IntervalMs = 20, PhysicalMinimum = -1e9, PhysicalMaximum = 1e9, Timestamp = TimestampSource.Source, OpcUa = place,
    };

    /// <summary>Reads until the server is lost; begins after what was read before ended.</summary>
    public Task ReadAsync() => reading = Reader.ReadUntilLostAsync(Sink, ended.Token);

    /// <summary>Trusts what the server presents at a first attempt.</summary>
    public async Task TrustServerAsync()
    {
        var refusal = await Assert.ThrowsAsync<DeviceException>(() => ReadAsync().WaitAsync(Signal.Patience));
        Assert.Contains("not trusted", refusal.Message, StringComparison.Ordinal);
        Assert.True(Trust.Store.Trust(Assert.Single(Trust.Store.List()).Thumbprint));
    }

    public Task UntilAsync(Func<bool> condition) => Sink.Changed.UntilAsync(condition);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await reading.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Signal.Patience);
        ended.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
