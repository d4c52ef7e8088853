using Faultline.Collector.Processing;
using Faultline.Collector.Publishing;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Faultline.Collector.Tests.Processing;

public sealed class FullDiskTests : IReadingPublisher
{
    private readonly List<SpooledBatch> published = [];

    [SkippableFact]
    public void FullDisk_LosesReadings_ButNeitherTheProcessNorANumber_AndGoesOnOnceThereIsRoom()
    {
        using var disk = new SmallDisk(kibibytes: 256);
        var options = Options.Create(new SpoolOptions { Folder = disk.Folder, SegmentBytes = 64 << 10, MaximumBytes = 1 << 20 });
        var system = SpoolFixture.System1;
        List<long> read = [];
        using (var spool = new Spool(options, SpoolFixture.Identity, SpoolFixture.Metrics, NullLogger<Spool>.Instance))
        {
            var intake = new Intake(spool, this, SpoolFixture.Metrics, NullLogger<Intake>.Instance);
            intake.Take(system, "press-1", SpoolFixture.Readings(10), 0);
            disk.Fill();

            while (intake.Fault is null)
                intake.Take(system, "press-1", SpoolFixture.Readings(100), 0);
            var before = published.Count;
            intake.Take(system, "press-1", SpoolFixture.Readings(100), 0);
            intake.Quarantine(SpoolFixture.Quarantined("not kept"));
            Assert.Equal(before, published.Count);
            Assert.NotNull(intake.Fault);

            disk.Free();
            intake.Take(system, "press-1", SpoolFixture.Readings(10, value: 7), 0);
            Assert.Null(intake.Fault);
            Assert.Equal(before + 1, published.Count);
        }

        using var reopened = new Spool(options, SpoolFixture.Identity, SpoolFixture.Metrics, NullLogger<Spool>.Instance);
        while (reopened.ReadGroup(1000) is { IsEmpty: false } group)
        {
            read.AddRange(group.Batches.Select(batch => batch.Sequence));
            reopened.Complete(group.End);
        }
        Assert.Equal(published.Select(batch => batch.Sequence), read);
        Assert.Equal(Enumerable.Range(1, read.Count).Select(number => (long)number), read);
    }

    void IReadingPublisher.Publish(SpooledBatch batch) => published.Add(batch);
}
