using Faultline.Collector.Drivers.OpcUa;
using Faultline.Collector.Processing;
using Faultline.Collector.Validation;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Collector.Tests.Processing;

/// <summary>Status codes and times of OPC UA reach readings as they were sent.</summary>
public sealed class QualifiedValueTests
{
    [Theory]
    [InlineData(0x00000000u, 0x0000, QualityClass.Good)]
    [InlineData(0x00300000u, 0x0030, QualityClass.Good)]
    [InlineData(0x40900000u, 0x4090, QualityClass.Uncertain)]
    [InlineData(0x80310000u, 0x8031, QualityClass.Bad)]
    [InlineData(0x808C0480u, 0x808C, QualityClass.Bad)]
    [InlineData(0xFFFFFFFFu, 0xFFFF, QualityClass.Bad)]
    public void StatusCode_BecomesQuality_WithItsSubStatus(uint status, int quality, QualityClass severity)
    {
        var mapped = QualityOf.Status(new StatusCode(status));

        Assert.Equal((ushort)quality, mapped.Code);
        Assert.Equal(status, mapped.Status);
        Assert.Equal(severity, mapped.Class);
        Assert.Equal((status & 0x480) == 0x480, QualityOf.IsOverflow(new StatusCode(status)));
    }

    [Fact]
    public void Value_WithStatusAndTimes_IsHandedOnUnchanged()
    {
        var source = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddTicks(1234567);
        var server = source.AddMilliseconds(3);
        var sink = new QualifiedSink();

        ValueDelivery.Deliver(4, new DataValue { Value = Variant.From(2.5f), Status = new StatusCode(0x40930000), SourceTimestamp = source, ServerTimestamp = server }, sink);

        Assert.Equal((4, 2.5, new Quality(0x4093), new DateTimeOffset(source), new DateTimeOffset(server)), sink.Last);
        Assert.Equal(2.5, ValueDelivery.Decode(sink.Raw));
    }

    [Theory]
    [InlineData(0x0030)]
    [InlineData(0x4090)]
    [InlineData(0x808C)]
    public void QualifiedValue_ReachesItsReading_WithValueTimeAndQuality(int code)
    {
        using var captured = new CapturedIntake();
        var tag = new TagConfiguration { Name = "P", Ordinal = 3, PhysicalMinimum = 0, PhysicalMaximum = 100, Timestamp = TimestampSource.Source, Scale = 2 };
        var pipeline = new DevicePipeline(
            Samples.Device(502, tag), new SystemStream(new SystemId("press-1")), new ValidationOptions(), 1, captured.Intake, SpoolFixture.Metrics, () => { });
        var source = Validation.Start - TimeSpan.FromMilliseconds(70);

        pipeline.Begin(Validation.Start);
        pipeline.AddQualified(0, 21, new Quality((ushort)code), source, null, []);
        pipeline.End();

        var reading = Assert.Single(Assert.Single(captured.Batches).Readings);
        Assert.Equal((42.0, source, (ushort)code), (reading.Value, reading.SourceTime, reading.Quality.Code));
    }

    /// <summary>Times to 100 ns and the whole status, through pipeline, spool and the frame for Redis.</summary>
    [Theory]
    [InlineData(null, 0x00000480u)]
    [InlineData(TimestampSource.Source, 0x40930500u)]
    [InlineData(TimestampSource.Server, 0x808C0480u)]
    public void Value_ReachesReadingSpoolAndFrame_WithBothTimesAndTheWholeStatus(TimestampSource? clock, uint status)
    {
        using var captured = new CapturedIntake();
        var pipeline = Create(captured, clock);
        var (source, server) = (Validation.Start.AddTicks(-1_234_567), Validation.Start.AddTicks(-7));

        pipeline.Begin(Validation.Start);
        pipeline.AddQualified(0, 21, Quality.OfStatus(status), source, server, []);
        pipeline.End();

        var expected = new Reading(SensorId.Create(7, 3), clock == TimestampSource.Server ? server : source, 21, Quality.OfStatus(status)) { ServerTime = server };
        Assert.Equal([expected], Assert.Single(captured.Batches).Readings);
        Assert.Equal([expected], Assert.Single(captured.Spooled.Batches).Readings);
    }

    [Fact]
    public void Status_WithoutValue_IsToldWithItsTimes_EachTimeThatItIsAnother()
    {
        using var captured = new CapturedIntake();
        var pipeline = Create(captured, null);
        uint[] told = [0x80310000, 0x80310000, 0x808C0000, 0x80310000];
        pipeline.Begin(Validation.Start);
        pipeline.AddQualified(0, 21, Quality.Good, null, null, []);
        pipeline.End();

        for (var i = 0; i < told.Length; i++)
        {
            pipeline.Begin(Validation.Start.AddSeconds(i + 1));
            pipeline.AddBad(0, Quality.OfStatus(told[i]), Validation.Start.AddTicks(i + 1), Validation.Start.AddTicks(i + 2));
            pipeline.End();
        }

        Reading Marked(int i) => new(SensorId.Create(7, 3), Validation.Start.AddTicks(i + 1), 21, Quality.OfStatus(told[i])) { ServerTime = Validation.Start.AddTicks(i + 2) };
        Assert.Equal([Marked(0), Marked(2), Marked(3)], captured.Batches.Skip(1).SelectMany(batch => batch.Readings));
    }

    [Fact]
    public void Rejected_KeepsTheServersTimeAndInfo_ForItsReplay()
    {
        using var captured = new CapturedIntake();
        var pipeline = Create(captured, null);

        pipeline.Begin(Validation.Start);
        pipeline.AddQualified(0, 101, Quality.OfStatus(0x480), Validation.Start.AddTicks(-3), Validation.Start.AddTicks(-2), []);
        pipeline.End();

        var rejected = Assert.Single(captured.Spooled.Quarantined);
        Assert.Equal((Validation.Start.AddTicks(-3), Validation.Start.AddTicks(-2), (ushort)0x480), (rejected.SourceTime, rejected.ServerTime, rejected.StatusInfo));
    }

    private static DevicePipeline Create(CapturedIntake captured, TimestampSource? clock)
    {
        var tag = new TagConfiguration { Name = "P", Ordinal = 3, PhysicalMinimum = 0, PhysicalMaximum = 100, Timestamp = clock, OpcUa = new OpcUaTag { Node = "i=1" } };
        return new DevicePipeline(
            Samples.Device(502, tag), new SystemStream(new SystemId("press-1")), new ValidationOptions(), 1, captured.Intake, SpoolFixture.Metrics, () => { });
    }
}
