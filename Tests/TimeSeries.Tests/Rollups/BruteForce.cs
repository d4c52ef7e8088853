using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests;

/// <summary>Computes the rollups anew from all readings and compares every row and column.</summary>
internal static class BruteForce
{
    public static async Task AssertEqualAsync(TestDatabase database, IReadOnlyCollection<Reading> readings)
    {
        await AssertEqualAsync(database, readings, "reading_1m", TimeSpan.FromMinutes(1));
        await AssertEqualAsync(database, readings, "reading_1h", TimeSpan.FromHours(1));
    }

    private static async Task AssertEqualAsync(TestDatabase database, IReadOnlyCollection<Reading> readings, string table, TimeSpan width)
    {
        var expected = readings.GroupBy(reading => (Sensor: reading.Sensor.Value, Bucket: reading.SourceTime.UtcTicks / width.Ticks))
            .ToDictionary(group => group.Key, group => group.ToList());
        await using var command = database.DataSource.CreateCommand(
            $"SELECT sensor_id, bucket, minimum, maximum, sum, last, count, bad_count FROM {table}");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
        {
            rows++;
            var group = expected[(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1).UtcTicks / width.Ticks)];
            var good = group.Where(reading => reading.Quality.IsGood).ToList();
            Assert.Equal((group.Count, group.Count - good.Count), (reader.GetInt64(6), reader.GetInt64(7)));
            // Exact but for the order of addition, which no one promises.
            Assert.Equal(good.Sum(reading => reading.Value), reader.GetDouble(4), 1e-12 * good.Sum(reading => Math.Abs(reading.Value)));
            if (good.Count == 0)
            {
                Assert.True(await reader.IsDBNullAsync(2) && await reader.IsDBNullAsync(3) && await reader.IsDBNullAsync(5));
                continue;
            }
            Assert.Equal(good.Min(reading => reading.Value), reader.GetDouble(2));
            Assert.Equal(good.Max(reading => reading.Value), reader.GetDouble(3));
            var newest = good.Max(reading => reading.SourceTime);
            Assert.Contains(reader.GetDouble(5), good.Where(reading => reading.SourceTime == newest).Select(reading => reading.Value));
        }
        Assert.Equal(expected.Count, rows);
    }
}
