using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;
using static Faultline.TimeSeries.Tests.Machines;

namespace Faultline.TimeSeries.Tests.Readings;

[Collection(DatabaseCollection.Name)]
public sealed class ReadingPagesTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly SensorId Sensor = SensorId.Create(1, 1);

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Pages_HaveEveryReadingOnce_AlsoThoseOfOneTime(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var random = new Random(21);
        // Runs of equal times, longer than a page, over two days.
        Reading[] readings = [.. Enumerable.Range(0, 3000).Select(i => Reading(1, random.Next(3) * 40_000 + (i / 40), i)), Reading(2, 5, 1)];
        await database.Get<ReadingWriter>().StoreAsync([Batch(1, readings)]).WaitAsync(Patience);

        List<Reading> paged = [];
        ReadingCursor? cursor = null;
        do
        {
            var page = await database.Get<ReadingPages>().ReadAsync(Sensor, Start, Start.AddDays(2), 7, cursor).WaitAsync(Patience);
            Assert.InRange(page.Readings.Count, 1, 7);
            paged.AddRange(page.Readings);
            cursor = page.Next;
            // As a client hands it back.
            Assert.True(cursor is null || (ReadingCursor.TryParse(cursor.ToString(), out var parsed) && parsed == cursor));
        }
        while (cursor is not null);

        Assert.Equal(readings.Where(reading => reading.Sensor == Sensor).OrderBy(reading => reading.SourceTime).ThenBy(reading => reading.Value), paged);
    }

    [SkippableTheory]
    [MemberData(nameof(DatabaseFixture.Depths), MemberType = typeof(DatabaseFixture))]
    public async Task Export_HasEveryReading_SensorAfterSensor_AndTheRollups(StorageDepth depth)
    {
        await using var database = await databases.CreateAsync(depth);
        var random = new Random(22);
        Reading[] readings = [.. Enumerable.Range(0, 5000).Select(i => Reading(1 + (i % 3), Math.Round(random.NextDouble() * 100_000, 6), i, i % 9 == 0 ? Quality.Bad : null))];
        await database.Get<ReadingWriter>().StoreAsync([Batch(1, readings)]).WaitAsync(Patience);
        await database.RollUpAsync();
        var export = database.Get<ReadingExport>();
        SensorId[] sensors = [SensorId.Create(1, 3), SensorId.Create(1, 1)];

        var raw = await export.ReadingsAsync(sensors, Start, Start.AddDays(2)).ToListAsync();
        var hours = await export.RollupsAsync(sensors, Start.AddHours(-1), Start.AddDays(2), ReadingResolution.OneHour).ToListAsync();
        var minutes = await export.RollupsAsync(sensors, Start.AddHours(-1), Start.AddDays(2), ReadingResolution.OneMinute).ToListAsync();

        Assert.Equal(sensors.SelectMany(sensor => readings.Where(reading => reading.Sensor == sensor).OrderBy(reading => reading.SourceTime)), raw);
        Assert.Equal(raw.Count, hours.Sum(row => row.Count));
        Assert.Equal(raw.Count, minutes.Sum(row => row.Count));
        Assert.Equal(raw.Count(reading => !reading.Quality.IsGood), hours.Sum(row => row.BadCount));
        Assert.Equal(raw.Where(reading => reading.Quality.IsGood).Max(reading => reading.Value), hours.Max(row => row.Maximum));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-0")]
    [InlineData("-1-1")]
    [InlineData("1-1-1")]
    [InlineData("9223372036854775807-1")]
    [InlineData("x-1")]
    [InlineData("1-99999999999")]
    public void Cursor_RejectsWhatItDidNotWrite(string text) => Assert.False(ReadingCursor.TryParse(text, out _));
}
