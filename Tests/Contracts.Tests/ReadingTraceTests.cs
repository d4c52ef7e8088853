using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Faultline.Contracts.Tests;

/// <summary>The trace that each process works out for a batch.</summary>
public sealed class ReadingTraceTests
{
    private static readonly SystemId System = new("hydraulic-1");

    [Fact]
    public void Context_OfABatch_IsTheSameEverywhereAndForNoOther()
    {
        var context = ReadingTrace.ContextOf("collector-1a2b", System, 501);
        Assert.Equal(context, ReadingTrace.ContextOf("collector-1a2b", new SystemId("hydraulic-1"), 501));
        Assert.Equal(ActivityTraceFlags.Recorded, context.TraceFlags);
        Assert.NotEqual(default, context.TraceId);
        Assert.NotEqual(context.TraceId, ReadingTrace.ContextOf("collector-1a2b", System, 1001).TraceId);
        Assert.NotEqual(context.TraceId, ReadingTrace.ContextOf("collector-1a2c", System, 501).TraceId);
        Assert.NotEqual(context.TraceId, ReadingTrace.ContextOf("collector-1a2b", new SystemId("hydraulic-2"), 501).TraceId);
    }

    [Fact]
    public void Context_OfAKnownBatch_HasTheseIds()
    {
        // Processes of two versions run side by side during a rollout: the ids must not change between them.
        var context = ReadingTrace.ContextOf("collector-1a2b", System, 1);
        Assert.Equal("92bb9793f6d730c82a469a357354ec9d", context.TraceId.ToHexString());
        Assert.Equal("5a336d40bbbfd439", context.SpanId.ToHexString());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(500, false)]
    [InlineData(501, true)]
    [InlineData(1001, true)]
    public void Batch_OneInFiveHundred_IsTraced(long sequence, bool traced) => Assert.Equal(traced, ReadingTrace.IsTraced(sequence));

    [Fact]
    public void Span_OfATracedBatch_BelongsToItsTraceAndNamesIt()
    {
        using var source = new ActivitySource("Faultline.Contracts.Tests." + Guid.NewGuid());
        Assert.Null(ReadingTrace.Start(source, "score readings", ActivityKind.Consumer, "collector", System, 1));
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = ReadingTrace.Start(source, "score readings", ActivityKind.Consumer, "collector", System, 1);
        Assert.Equal(ReadingTrace.ContextOf("collector", System, 1).TraceId, span!.TraceId);
        Assert.Equal("collector/hydraulic-1/1", span.GetTagItem(ReadingTrace.BatchAttribute));
        Assert.Null(ReadingTrace.Start(source, "score readings", ActivityKind.Consumer, "collector", System, 2));
    }

    [Fact]
    public void Span_OfWhatABatchLedTo_BelongsToTheBatchsTrace()
    {
        var batch = new ReadingBatch("collector", System, 2, []);
        var trace = ReadingTrace.TraceParentOf(batch);
        using var source = new ActivitySource("Faultline.Contracts.Tests." + Guid.NewGuid());
        Assert.Null(ReadingTrace.Start(source, "send alarm", ActivityKind.Producer, trace));
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = ReadingTrace.Start(source, "send alarm", ActivityKind.Producer, trace);
        Assert.Equal(ReadingTrace.ContextOf("collector", System, 2).TraceId, span!.TraceId);
        Assert.Equal(trace[^19..^3], span.ParentSpanId.ToHexString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-92bb9793f6d730c82a469a357354ec9d-5a336d40bbbfd439")]
    [InlineData("00-00000000000000000000000000000000-5a336d40bbbfd439-01")]
    [InlineData("00-92BB9793F6D730C82A469A357354EC9D-5a336d40bbbfd439-01")]
    public void Span_OfNoTrace_IsNone(string? traceParent)
    {
        using var source = new ActivitySource("Faultline.Contracts.Tests." + Guid.NewGuid());
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        Assert.Null(ReadingTrace.Start(source, "send alarm", ActivityKind.Producer, traceParent));
    }

    [Fact]
    public void Transition_WithoutATrace_IsWrittenAsBefore()
    {
        var alarm = new Alarm(
            Guid.Empty, System, AlarmKind.Limit, "PS1", AlarmCondition.High, AlarmSeverity.High, AlarmState.Active, false, default, null, null, null, 1, 1, null, "");
        var without = new AlarmTransition(1, AlarmEvent.Raised, default, alarm);
        Assert.DoesNotContain("traceparent", JsonSerializer.Serialize(without, FaultlineJson.Options), StringComparison.Ordinal);

        var with = without with { TraceParent = ReadingTrace.TraceParentOf(new ReadingBatch("collector", System, 1, [])) };
        Assert.Equal(with, JsonSerializer.Deserialize<AlarmTransition>(JsonSerializer.Serialize(with, FaultlineJson.Options), FaultlineJson.Options));
    }
}
