using System.Globalization;
using Faultline.Collector.Drivers;
using Faultline.Collector.Drivers.OpcUa;
using Faultline.Contracts;
using Faultline.Interop.OpcUa;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>The driver against open62541's server.</summary>
public sealed class OpcUaReaderTests(Open62541Server peer) : IClassFixture<Open62541Server>
{
    private static readonly TagConfiguration Temperature = SubscribedDevice.Tag("T", 1, new OpcUaTag { Node = "ns=1;s=Temperature" });
    private static readonly TagConfiguration Counter = SubscribedDevice.Tag("C", 2, new OpcUaTag { Path = "/1:Machine/1:Counter", PublishingIntervalMs = 100 });
    private static readonly TagConfiguration Setpoint =
        SubscribedDevice.Tag("S", 3, new OpcUaTag { Node = "nsu=urn:faultline:peer:open62541;s=Setpoint" }) with { Write = new TagWriteRange(0, 1000), Scale = 0.5 };

    [SkippableFact]
    public async Task Subscription_OverATrustedChannel_DeliversNodesByIdAndPath()
    {
        peer.Require();
        await using var device = new SubscribedDevice(peer.Url, settings => settings with { User = "operator", Password = "plc" }, Temperature, Counter, Setpoint);
        await device.TrustServerAsync();

        _ = device.ReadAsync();

        await device.UntilAsync(() => device.Sink[0]?.StartsWith("42.5 0000 20", StringComparison.Ordinal) == true && CountOf(device) > 10 && device.Sink[2] is not null);
        Assert.Empty(device.Reader.BadTags);
    }

    [SkippableFact]
    public async Task Polling_AskedFor_DeliversTheSame()
    {
        peer.Require();
        await using var device = new SubscribedDevice(peer.Url, settings => settings with { Polling = true, Security = OpcUaSecurity.None }, Temperature, Counter);

        _ = device.ReadAsync();

        await device.UntilAsync(() => CountOf(device) > 10);
        var before = CountOf(device);
        await device.UntilAsync(() => CountOf(device) > before + 5 && device.Sink[0]?.StartsWith("42.5 0000 20", StringComparison.Ordinal) == true);
    }

    [SkippableFact]
    public async Task ServerWithoutTags_Answers()
    {
        peer.Require();
        await using var device = new SubscribedDevice(peer.Url, settings => settings with { Security = OpcUaSecurity.None });

        _ = device.ReadAsync();

        await device.UntilAsync(() => device.Sink.IsIdle);
    }

    [SkippableFact]
    public async Task Write_OfAScaledValue_IsReadBack()
    {
        peer.Require();
        await using var device = new SubscribedDevice(peer.Url, settings => settings with { Security = OpcUaSecurity.None }, Setpoint);
        _ = device.ReadAsync();
        await device.UntilAsync(() => device.Sink[0] is not null);

        var written = await device.Reader.WriteAsync([new TagWrite(0, 12.25)], CancellationToken.None).WaitAsync(Signal.Patience);

        Assert.Equal(new WrittenValue(0, 12.25, Confirmed: true), Assert.Single(written));
        await device.UntilAsync(() => device.Sink[0]!.StartsWith("24.5 ", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task MissingNodes_AreBad_AndTheOthersAreRead()
    {
        peer.Require();
        await using var device = new SubscribedDevice(
            peer.Url, settings => settings with { Security = OpcUaSecurity.None },
            SubscribedDevice.Tag("A", 1, new OpcUaTag { Node = "ns=1;s=nowhere" }), SubscribedDevice.Tag("B", 2, new OpcUaTag { Path = "/1:No/1:Way" }), Temperature);

        _ = device.ReadAsync();

        await device.UntilAsync(() => device.Sink[2] is not null && device.Reader.BadTags.Count == 2);
        Assert.Equal(["A", "B"], device.Reader.BadTags);
    }

    [SkippableFact]
    public async Task Server_Restarted_IsReadAgainByTheSameReader()
    {
        peer.Require();
        await using var device = new SubscribedDevice(peer.Url, null, Temperature, Counter);
        await device.TrustServerAsync();
        var reading = device.ReadAsync();
        await device.UntilAsync(() => CountOf(device) > 10);

        await peer.StopAsync();
        var lost = await Assert.ThrowsAsync<DeviceException>(() => reading.WaitAsync(Signal.Patience));
        Assert.Equal(Quality.BadNoCommunication, lost.Quality);
        await Assert.ThrowsAsync<DeviceException>(() => device.ReadAsync().WaitAsync(Signal.Patience));
        await peer.StartAsync();
        _ = device.ReadAsync();

        // The gap told the counter as uncertain; its new values come after.
        await device.UntilAsync(() => device.Sink.Seen.Contains((1, "bad")) && CountOf(device) > 10);
    }

    [SkippableFact]
    public async Task AddressSpace_Walked_TellsVariablesWithTypeAndPath()
    {
        peer.Require();
        await using var device = new SubscribedDevice(peer.Url, settings => settings with { Security = OpcUaSecurity.None }, Temperature);
        _ = device.ReadAsync();
        await device.UntilAsync(() => device.Sink[0] is not null);

        var (nodes, isCut) = await new AddressSpaceWalk(device.Reader.Connected).WalkAsync(null, 3, CancellationToken.None).WaitAsync(Signal.Patience);

        Assert.False(isCut);
        var found = Assert.Single(nodes, node => node.Name == "Temperature");
        Assert.Equal(("ns=1;s=Temperature", "/1:Machine/1:Temperature", true, "Double"), (found.Node, found.Path, found.IsVariable, found.DataType));
        Assert.Equal(45, nodes.Count(node => node.Name.StartsWith("Item", StringComparison.Ordinal)));
    }

    private static double CountOf(SubscribedDevice device) => double.TryParse(device.Sink[1]?.Split(' ')[0], CultureInfo.InvariantCulture, out var count) ? count : -1;
}
