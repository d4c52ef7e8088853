using Faultline.Collector.Processing;
using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faultline.Collector.Tests.Processing;

/// <summary>An intake over a spool of its own, and what went through it.</summary>
internal sealed class CapturedIntake : IReadingPublisher, IDisposable
{
    private readonly SpoolFixture files = new();
    private readonly Spool spool;

    public CapturedIntake()
    {
        spool = files.Open();
        Intake = new Intake(spool, this, SpoolFixture.Metrics, NullLogger<Intake>.Instance);
    }

    public Intake Intake { get; }

    public List<ReadingBatch> Batches { get; } = [];

    public SpoolGroup Spooled => spool.ReadGroup(1_000_000);

    public void Publish(SpooledBatch batch) => Batches.Add(ReadingFrame.Decode(batch.Frame.Span));

    public void Dispose()
    {
        spool.Dispose();
        files.Dispose();
    }
}
