using System.Diagnostics;
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
}
