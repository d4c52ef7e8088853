using Faultline.Collector.Processing;
using Faultline.Collector.Validation;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests.Processing;

public sealed class DevicePipelineTests : IDisposable
{
    private readonly CapturedIntake captured = new();
    private readonly SystemStream stream = new(new SystemId("press-1"));
    private int answers;

    [Fact]
    public void Values_AreScaled_AndOneBatchAnAnswer()
    {
        var pipeline = Create(Samples.Tag("A", 1, 0) with { Scale = 0.1, Offset = -5 }, Samples.Tag("B", 2, 1));

        Feed(pipeline, 0, (0, 250), (1, 7));

        var batch = Assert.Single(captured.Batches);
        Assert.Equal([20d, 7], batch.Readings.Select(reading => reading.Value));
        Assert.Equal([SensorId.Create(7, 1), SensorId.Create(7, 2)], batch.Readings.Select(reading => reading.Sensor));
        Assert.Equal(1, answers);
    }

    [Theory]
    [InlineData(1d, null)]
    [InlineData(null, 0.0005)] // percent of 200,000
    public void Deadband_LeavesOutSmallChanges_UntilTheLongestSilence(double? absolute, double? percent)
    {
        var pipeline = Create(Samples.Tag("A", 1, 0) with { DeadbandAbsolute = absolute, DeadbandPercent = percent, MaximumSilenceMs = 1000 });

        foreach (var (seconds, value) in ((double, double)[])[(0, 10), (0.125, 11), (0.25, 11.5), (0.5, 12.4), (0.75, 12.5), (1.1875, 12.5), (1.25, 12.5), (1.5, 11.4)])
            Feed(pipeline, seconds, (0, value));

        Assert.Equal([10, 11.5, 12.5, 11.4], captured.Batches.Select(batch => Assert.Single(batch.Readings).Value));
        Assert.Equal((8L, 0L), pipeline.Totals);
    }

    [Fact]
    public void Silence_MarksEveryTag_AndTheNextGoodValueIsTold()
    {
        var pipeline = Create(Samples.Tag("A", 1, 0) with { DeadbandAbsolute = 100 }, Samples.Tag("B", 2, 1));
        Feed(pipeline, 0, (0, 10));

        pipeline.MarkAll(Quality.UncertainLastUsableValue, At(1));
        pipeline.MarkAll(Quality.BadNoCommunication, At(2));
        pipeline.MarkAll(Quality.BadNoCommunication, At(3));
        Feed(pipeline, 4, (0, 11));

        Assert.Equal(
            [(10, Quality.Good), (10, Quality.UncertainLastUsableValue), (10, Quality.BadNoCommunication), (11, Quality.Good)],
            captured.Batches.SelectMany(batch => batch.Readings).Select(reading => (reading.Value, reading.Quality)));
    }

    [Fact]
    public void Times_OfOneSystem_Rise_WhateverArrives()
    {
        var first = Create(Samples.Tag("A", 1, 0));
        var second = Create(Samples.Tag("B", 2, 0));

        Feed(first, 1, (0, 1));
        Feed(second, 0.5, (0, 1));

        Assert.Equal([At(1), At(1).AddMicroseconds(1)], captured.Batches.Select(batch => batch.Readings[0].SourceTime));
        Assert.Equal([1L, 2], captured.Batches.Select(batch => batch.Sequence));
    }

    [Fact]
    public void SourceTime_IsKept_WhereTheTagWantsIt_AndTheBatchIsInOrder()
    {
        var pipeline = Create(Samples.Tag("A", 1, 0), Samples.Tag("B", 2, 1) with { Timestamp = TimestampSource.Source });

        pipeline.Begin(At(10));
        pipeline.Add(0, 1, At(9), null, []);
        pipeline.Add(1, 2, At(9), null, []);
        pipeline.End();

        Assert.Equal([(2, At(9)), (1, At(10))], captured.Batches[0].Readings.Select(reading => (reading.Value, reading.SourceTime)));
    }

    [Fact]
    public void Rejected_GoesToQuarantine_WithRawReasonRuleAndTime()
    {
        var pipeline = Create(Samples.Tag("A", 1, 0) with { PhysicalMaximum = 50, Unit = "bar" });

        pipeline.Begin(At(1));
        pipeline.Add(0, 50.5, null, null, [0x12, 0x34]);
        pipeline.End();

        Assert.Empty(captured.Batches);
        var entry = Assert.Single(captured.Spooled.Quarantined);
        Assert.Equal(("A", "1234", QuarantineReason.OutOfRange, "physical_maximum 50 bar", At(1)), (entry.SensorName, entry.Raw, entry.Reason, entry.Rule, entry.SourceTime));
        Assert.Equal((0L, 1L), pipeline.TotalsOf(0));
    }

    [Fact]
    public void Text_IsToldOnce_UntilItChanges()
    {
        var pipeline = Create(Samples.Tag("A", 1, 0) with { Modbus = new ModbusTag { Type = TagType.String, Length = 4 } });
        foreach (var text in (string[])["RUN", "RUN", "STOP"])
        {
            pipeline.Begin(At(1));
            pipeline.AddText(0, text);
            pipeline.End();
        }

        Assert.Equal(["RUN", "STOP"], captured.Spooled.Texts.Select(text => text.Text));
    }

    [Fact]
    public void AcceptedReadings_AllocateNothing_BeforeTheSpool()
    {
        // Within a deadband nothing leaves, so what is measured is decoding's target: scaling, validation, deadband, choice of time.
        var tags = Enumerable.Range(1, 1000).Select(i => Samples.Tag($"T{i}", i, i) with { DeadbandAbsolute = 100, MaximumRate = 1e9, FrozenAfterSeconds = 3600, MaximumSilenceMs = 3_600_000 }).ToArray();
        var pipeline = Create(tags);
        for (var warm = 0; warm < 50; warm++)
            FeedAll(pipeline, warm, tags.Length);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 50; round < 150; round++)
            FeedAll(pipeline, round, tags.Length);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    public void Dispose() => captured.Dispose();

    private static void FeedAll(DevicePipeline pipeline, int round, int count)
    {
        pipeline.Begin(At(round));
        for (var tag = 0; tag < count; tag++)
            pipeline.Add(tag, round % 7, null, null, []);
        pipeline.End();
    }

    private static void Feed(DevicePipeline pipeline, double seconds, params (int Tag, double Value)[] samples)
    {
        pipeline.Begin(At(seconds));
        foreach (var (tag, value) in samples)
            pipeline.Add(tag, value, null, null, []);
        pipeline.End();
    }

    private static DateTimeOffset At(double seconds) => Validation.Start.AddSeconds(seconds);

    private DevicePipeline Create(params TagConfiguration[] tags) =>
        new(Samples.Device(502, tags), stream, new ValidationOptions(), 1, captured.Intake, SpoolFixture.Metrics, () => answers++);
}
