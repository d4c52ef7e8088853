using Faultline.Collector.Tests.Commands;
using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;

namespace Faultline.Collector.Tests.OpcUa;

/// <summary>From a server's value to the row of a database: both times and all 32 bits of the status code are what the server said.</summary>
[Collection(CollectorDatabaseCollection.Name)]
public sealed class TimesAndStatusTests(DatabaseFixture databases)
{
    private static readonly SystemId System = new("press-1");

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Values_ComeOutOfTheDatabase_WithTheServersTimesAndStatus(StorageDepth depth)
    {
        var press = new SteppedPress();
        await using var whole = await WholeCollector.StartAsync(databases, depth, press, press.Device());
        await StoredAsync(whole, 0);
        var now = Microseconds(TimeProvider.System.GetUtcNow());
        // Good, good with limit bits, uncertain, bad with a value; the server's time before and after the source's. The last ticks are below a microsecond.
        (double Value, uint Status, TimeSpan Source, TimeSpan Server)[] told =
        [
            (1, 0x00000000, TimeSpan.Zero, TimeSpan.FromMicroseconds(1)),
            (2, 0x00960200, TimeSpan.FromMicroseconds(7), TimeSpan.FromMicroseconds(-3)),
            (3, 0x40930500, TimeSpan.FromMicroseconds(11), TimeSpan.FromMilliseconds(9)),
            (4, 0x808C0100, TimeSpan.FromMicroseconds(12), TimeSpan.FromMicroseconds(12)),
            (5, 0x00000000, TimeSpan.FromTicks(129), TimeSpan.FromTicks(138)),
        ];
        foreach (var (value, status, source, server) in told)
        {
            press.Force.Set(new DataValue
            {
                Value = Variant.From(value), Status = new StatusCode(status), SourceTimestamp = (now + source).UtcDateTime, ServerTimestamp = (now + server).UtcDateTime,
            });
            await StoredAsync(whole, value);
        }

        var stored = (await ReadAsync(whole)).Where(reading => reading.Value > 0).GroupBy(reading => reading.Value).Select(same => same.First()).OrderBy(reading => reading.Value);

        Assert.Equal(
            told.Select(one => (one.Value, one.Status, Microseconds(now + one.Source), (DateTimeOffset?)Microseconds(now + one.Server))),
            stored.Select(reading => (reading.Value, reading.Quality.Status, reading.SourceTime, reading.ServerTime)));
    }

    /// <summary>As the database keeps them: what is below a microsecond is cut.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMicrosecond));

    private static async Task<IReadOnlyList<Reading>> ReadAsync(WholeCollector whole)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            return await whole.Database.Get<ReadingQuery>().InOrderAsync(System, now.AddMinutes(-10), now.AddMinutes(10)).ToListAsync();
        }
        catch (StorageException)
        {
            return []; // Not registered yet.
        }
    }

    private static async Task StoredAsync(WholeCollector whole, double value) =>
        await WholeCollector.UntilAsync(() => ReadAsync(whole), stored => stored.Any(reading => reading.Value.Equals(value)));
}
