using Faultline.Collector.Drivers.OpcUa;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Collector.Tests.Drivers;

public sealed class RepetitionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider time = new();
    private readonly CollectingSink sink = new();

    [Fact]
    public void SteadyValue_IsToldAgain_AfterItsSilence_WithoutItsOldTime()
    {
        var repetition = new Repetition(
            [new TagConfiguration { MaximumSilenceMs = 4000 }, new TagConfiguration { MaximumSilenceMs = 4000, NoDataAfterSeconds = 2 }, new TagConfiguration()], Limit, time);
        repetition.Take(0, new DataValue { Value = Variant.From(1.5), SourceTimestamp = time.GetUtcNow().UtcDateTime });
        repetition.Take(1, new DataValue { Value = Variant.From(2.5), Status = new StatusCode(0x40900000) });

        time.Advance(TimeSpan.FromSeconds(1));
        repetition.Repeat(sink);
        Assert.Equal([(1, "2.5 4090")], sink.Seen);

        time.Advance(TimeSpan.FromSeconds(3));
        repetition.Repeat(sink);
        Assert.Equal([(0, "1.5 0000"), (1, "2.5 4090"), (1, "2.5 4090")], sink.Seen.OrderBy(seen => seen.Tag));

        repetition.Repeat(sink);
        Assert.Equal(3, sink.Seen.Count);
    }

    [Fact]
    public void ValueOfLongAgo_IsToldAtOnce_WithTheTimeOfNow()
    {
        var repetition = new Repetition([new TagConfiguration()], Limit, time);
        repetition.Take(0, new DataValue { Value = Variant.From(1.5), SourceTimestamp = time.GetUtcNow().UtcDateTime.AddHours(-1) });

        repetition.Repeat(sink);
        repetition.Repeat(sink);

        Assert.Equal([(0, "1.5 0000")], sink.Seen);
    }

    [Fact]
    public void LostServer_NothingIsToldAgain()
    {
        var repetition = new Repetition([new TagConfiguration { MaximumSilenceMs = 1000 }], Limit, time);
        repetition.Take(0, new DataValue { Value = Variant.From(1.5) });
        repetition.Forget();

        time.Advance(TimeSpan.FromSeconds(10));
        repetition.Repeat(sink);

        Assert.Empty(sink.Seen);
    }
}
