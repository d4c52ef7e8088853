using System.Diagnostics;
using System.IO.Hashing;
using System.Text;

namespace Faultline.Contracts;

/// <summary>
/// The trace of a batch of readings, which every process works out for itself from the batch's identity (collector, system, sequence): nothing has to travel with the frame, and
/// all agree on which batches are traced. Trace id: XXH128 of the identity, as W3C Trace Context wants it (16 bytes, not zero).
/// </summary>
public static class ReadingTrace
{
    /// <summary>One batch in so many is traced: at 50 polls a second one each ten seconds of a system; the others cost a division.</summary>
    public const int OneIn = 500;

    /// <summary>Attribute of each span: the batch, as COLLECTOR/SYSTEM/SEQUENCE.</summary>
    public const string BatchAttribute = "faultline.batch";

    /// <summary>Whether the batch with this number is traced.</summary>
    public static bool IsTraced(long sequence) => sequence % OneIn == 1;

    /// <summary>What the batch's spans are children of.</summary>
    public static ActivityContext ContextOf(string collector, SystemId system, long sequence)
    {
        var identity = Encoding.ASCII.GetBytes(Identity(collector, system, sequence));
        return new(
            ActivityTraceId.CreateFromBytes(XxHash128.Hash(identity)), ActivitySpanId.CreateFromBytes(XxHash64.Hash(identity)), ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>Begins a span of the batch; null for a batch that is not traced, and where nobody listens.</summary>
    /// <param name="source">The service's own source.</param>
    /// <param name="name">What is done, such as "publish readings".</param>
    /// <param name="kind">Producer or consumer on Redis, client towards the machine.</param>
    /// <param name="collector">Collector of the batch.</param>
    /// <param name="system">System of the batch.</param>
    /// <param name="sequence">Number of the batch.</param>
    /// <param name="begun">When it began; now by default.</param>
    public static Activity? Start(
        ActivitySource source, string name, ActivityKind kind, string collector, SystemId system, long sequence, DateTimeOffset begun = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!IsTraced(sequence) || !source.HasListeners())
            return null;
        return source.StartActivity(
            name, kind, ContextOf(collector, system, sequence), [new(BatchAttribute, Identity(collector, system, sequence))], startTime: begun);
    }

    /// <summary>Begins a span of what a batch led to, such as an alarm; null without a trace, and where nobody listens.</summary>
    /// <param name="source">The service's own source.</param>
    /// <param name="name">What is done, such as "send alarm".</param>
    /// <param name="kind">Producer or consumer on Redis and on the hub.</param>
    /// <param name="traceParent">What <see cref="TraceParentOf"/> gave; anything else is no trace.</param>
    public static Activity? Start(ActivitySource source, string name, ActivityKind kind, string? traceParent)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.HasListeners() && ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? source.StartActivity(name, kind, context) : null;
    }

    /// <summary>The batch's trace as it travels with what the batch led to (W3C Trace Context, traceparent). Of any batch: what comes of one that is not traced is told from there on.</summary>
    public static string TraceParentOf(ReadingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var context = ContextOf(batch.Collector, batch.System, batch.Sequence);
        return $"00-{context.TraceId}-{context.SpanId}-01";
    }

    private static string Identity(string collector, SystemId system, long sequence) => $"{collector}/{system.Value}/{sequence}";
}
