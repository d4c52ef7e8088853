using System.Globalization;
using Faultline.Collector.Drivers;
using Faultline.Collector.Processing;
using Faultline.Collector.Tests.Drivers;
using Faultline.Collector.Tests.Processing;
using Faultline.Collector.Validation;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa;

namespace Faultline.Collector.Tests.OpcUa;

/// <summary>What a server keeps while nobody is connected.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Queue_ComesWhole_AndBeforeThePresentValue()
    {
        await using var press = new CountingPress();
        await using var device = Subscribed(press);
        var reading = device.ReadAsync();
        await device.UntilAsync(() => device.Sink.Seen.Count > 3);
        press.Drop();
        await Assert.ThrowsAsync<DeviceException>(() => reading.WaitAsync(Signal.Patience));
        var (told, counted) = (device.Sink.Seen.Count, press.Count);
        await press.Counted.UntilAsync(() => press.Count > counted + 20);

        _ = device.ReadAsync();
        await device.UntilAsync(() => device.Sink.Seen.Count > told + 30);

        // Reading the present value counts, too, and that number alone comes without its source's time. What is sampled while it is read may come after it.
        var seen = device.Sink.Seen.Select(one => one.What.Split(' ')).ToArray();
        var counts = seen.Select(words => int.Parse(words[0], CultureInfo.InvariantCulture)).ToArray();
        var present = Array.FindIndex(seen, words => words.Length == 2);
        Assert.Single(seen, words => words.Length == 2);
        Assert.True(counts[present] > counted + 20);
        Assert.Equal(Enumerable.Range(counts[0], counted + 21 - counts[0]), counts.Take(present).Where(count => count <= counted + 20));
        Assert.Equal(counts.Distinct(), counts);
    }

    [Fact]
    public async Task ServerWithOtherIds_IsReadByItsPath_AfterItsRestart()
    {
        await using var press = new CountingPress();
        await using var device = Subscribed(press);
        var reading = device.ReadAsync();
        await device.UntilAsync(() => !device.Sink.Seen.IsEmpty);
        await press.RestartAsync();
        await Assert.ThrowsAsync<DeviceException>(() => reading.WaitAsync(Signal.Patience));

        var moved = await Assert.ThrowsAsync<DeviceException>(() => device.ReadAsync().WaitAsync(Signal.Patience));
        var told = press.Count;
        _ = device.ReadAsync();
        await device.UntilAsync(() => device.Sink.Seen.Any(seen => seen.What.StartsWith((told + 5).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        Assert.Contains("Count2", moved.Message, StringComparison.Ordinal);
        Assert.Empty(device.Reader.BadTags);
    }

    [Theory]
    [InlineData(true, 24, true)]
    [InlineData(true, 24 * 8, false)]
    [InlineData(false, 24, false)]
    public void OldValue_IsTaken_WhereServersKeepValues_WithinTheDatabasesHorizon(bool isOpcUa, int hours, bool isTaken)
    {
        using var captured = new CapturedIntake();
        var tag = Samples.Tag("P", 1, 0) with { Timestamp = TimestampSource.Source };
        var device = Samples.Device(502, tag) with { Protocol = isOpcUa ? DeviceProtocol.OpcUa : DeviceProtocol.Modbus };
        var pipeline = new DevicePipeline(device, new SystemStream(new SystemId("press-1")), new ValidationOptions(), 1, captured.Intake, SpoolFixture.Metrics, () => { });

        pipeline.Begin(Validation.Start);
        pipeline.Add(0, 1, Validation.Start.AddHours(-hours), null, []);
        pipeline.End();

        Assert.Equal(isTaken, captured.Batches.Count == 1);
        Assert.Equal(isTaken ? 0 : 1, captured.Spooled.Quarantined.Count);
    }

    private static SubscribedDevice Subscribed(CountingPress press) => new(
        press.Url, settings => settings with { Security = OpcUaSecurity.None, PublishingIntervalMs = 20 },
        SubscribedDevice.Tag("C", 1, new OpcUaTag { Path = "/1:Count", QueueSize = 1000 }) with { MaximumSilenceMs = 600_000 });
}
