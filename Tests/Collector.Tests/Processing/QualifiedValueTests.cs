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
    public void StatusCode_BecomesQuality_WithItsSubStatus(uint status, int quality, QualityClass severity)
    {
        var mapped = QualityOf.Status(new StatusCode(status));

        Assert.Equal((ushort)quality, mapped.Code);
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
}
