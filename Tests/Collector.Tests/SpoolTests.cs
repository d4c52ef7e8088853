using Faultline.Collector.Spooling;
using Xunit;
using static Faultline.Collector.Tests.SpoolFixture;

namespace Faultline.Collector.Tests;

public sealed class SpoolTests
{
    [Fact]
    public void Batches_AreNumbered_PerSystem()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();

        Assert.Equal(1, spool.Append(System1, Readings(3)).Sequence);
        Assert.Equal(2, spool.Append(System1, Readings(3)).Sequence);
        Assert.Equal(1, spool.Append(System2, Readings(3)).Sequence);
        Assert.StartsWith("collector-", spool.Collector, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_HoldsWhatWasAppended_InOrder()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();
        var first = spool.Append(System1, Readings(3));
        spool.Append(SpoolRecord.Quarantined, Quarantined("one"));
        var second = spool.Append(System2, Readings(2, 7));

        var group = spool.ReadGroup(100);

        Assert.Equal([first.Sequence, second.Sequence], group.Batches.Select(batch => batch.Sequence));
        Assert.Equal(Readings(2, 7), group.Batches[1].Readings);
        Assert.Equal("one", Assert.Single(group.Quarantined).Detail);
    }

    [Fact]
    public void Completed_Batches_AreNotReadAgain_AlsoAfterARestart()
    {
        using var files = new SpoolFixture();
        using (var spool = files.Open())
        {
            spool.Append(System1, Readings(3));
            spool.Complete(spool.ReadGroup(100).End);
            spool.Append(System1, Readings(3));
            Assert.Equal([2L], spool.ReadGroup(100).Batches.Select(batch => batch.Sequence));
        }
        using var again = files.Open();

        Assert.Equal([2L], again.ReadGroup(100).Batches.Select(batch => batch.Sequence));
    }

    [Fact]
    public void Restart_ResumesNumbers_AndKeepsTheCollector()
    {
        using var files = new SpoolFixture();
        string collector;
        using (var spool = files.Open())
        {
            spool.Append(System1, Readings(3));
            spool.Append(System1, Readings(3));
            collector = spool.Collector;
        }
        using (var spool = files.Open())
            Assert.Equal(3, spool.Append(System1, Readings(1)).Sequence);
        using var again = files.Open();

        Assert.Equal(4, again.Append(System1, Readings(1)).Sequence);
        Assert.Equal(collector, again.Collector);
        Assert.Equal([1L, 2, 3, 4], again.ReadGroup(100).Batches.Select(batch => batch.Sequence));
    }

    [Fact]
    public void Restart_AfterEverythingIsStored_ResumesNumbers()
    {
        using var files = new SpoolFixture();
        for (var restart = 0; restart < 3; restart++)
        {
            using var spool = files.Open();
            Assert.Equal(restart + 1, spool.Append(System1, Readings(1)).Sequence);
            spool.Complete(spool.ReadGroup(100).End);
        }

        Assert.Single(Directory.EnumerateFiles(files.Folder, "*.spool"));
    }

    [Fact]
    public void TornTail_AtEveryByte_LosesTheLastBatchOnly()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();
        spool.Append(System1, Readings(2));
        var whole = new FileInfo(Assert.Single(Directory.EnumerateFiles(files.Folder, "*.spool"))).Length;
        var frame = spool.Append(System1, Readings(2)).Frame.Length;
        for (var cut = 0; cut < frame; cut++)
        {
            using var killed = files.Killed();
            using (var handle = File.OpenHandle(Directory.EnumerateFiles(killed.Folder, "*.spool").Single(), FileMode.Open, FileAccess.Write))
                RandomAccess.SetLength(handle, whole + cut);
            using var reopened = killed.Open();

            Assert.Equal(spool.Collector, reopened.Collector);
            Assert.Equal([1L], reopened.ReadGroup(100).Batches.Select(batch => batch.Sequence));
            Assert.Equal(2, reopened.Append(System1, Readings(2)).Sequence);
            Assert.Equal([1L, 2], reopened.ReadGroup(100).Batches.Select(batch => batch.Sequence));
        }
    }

    [Fact]
    public void Kill_LosesNothing_ThatWasAppended()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();
        for (var i = 0; i < 50; i++)
            spool.Append(System1, Readings(6));

        using var killed = files.Killed();
        using var reopened = killed.Open();

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), reopened.ReadGroup(10_000).Batches.Select(batch => batch.Sequence));
        Assert.Equal(51, reopened.Append(System1, Readings(1)).Sequence);
    }

    [Fact]
    public void UnreadableHead_StartsNewStreams()
    {
        using var files = new SpoolFixture();
        string old;
        using (var spool = files.Open())
        {
            spool.Append(System1, Readings(2));
            old = spool.Collector;
        }
        File.WriteAllBytes(Directory.EnumerateFiles(files.Folder, "*.spool").Max()!, new byte[500]);
        using var again = files.Open();

        Assert.NotEqual(old, again.Collector);
        Assert.Equal(1, again.Append(System1, Readings(2)).Sequence);
    }

    [Fact]
    public void Bound_DropsTheOldestSegment()
    {
        using var files = new SpoolFixture();
        files.Settings.SegmentBytes = 64 << 10;
        files.Settings.MaximumBytes = 3 * files.Settings.SegmentBytes;
        using var spool = files.Open();
        for (var i = 0; i < 400; i++)
            spool.Append(System1, Readings(50));

        var read = new List<long>();
        while (spool.ReadGroup(1000) is { IsEmpty: false } group)
        {
            read.AddRange(group.Batches.Select(batch => batch.Sequence));
            spool.Complete(group.End);
        }

        Assert.InRange(spool.Bytes, 1, files.Settings.MaximumBytes);
        Assert.Equal(400, read[^1]);
        Assert.True(read[0] > 1);
        Assert.Equal(Enumerable.Range((int)read[0], read.Count).Select(i => (long)i), read);
    }

    [Fact]
    public void Damage_InsideASegment_LosesItsRestOnly()
    {
        using var files = new SpoolFixture();
        files.Settings.SegmentBytes = 64 << 10;
        using var spool = files.Open();
        for (var i = 0; i < 100; i++)
            spool.Append(System1, Readings(50));
        var first = Directory.EnumerateFiles(files.Folder, "*.spool").Min()!;
        using (var handle = File.OpenHandle(first, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            RandomAccess.Write(handle, "damaged!"u8, 10_000);

        var numbers = spool.ReadGroup(100_000).Batches.Select(batch => batch.Sequence).ToArray();

        Assert.Equal(1, numbers[0]);
        Assert.Equal(100, numbers[^1]);
        Assert.True(numbers.Length < 100);
    }

    [Fact]
    public void Folder_OfAnotherCollector_IsRefused()
    {
        using var files = new SpoolFixture();
        using var spool = files.Open();

        Assert.Contains(files.Folder, Assert.Throws<SpoolException>(() => files.Open()).Message, StringComparison.Ordinal);
    }
}
