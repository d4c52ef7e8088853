using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;

namespace Faultline.Schema.Tests.Backup;

/// <summary>A line's data in every table, over three days up to now.</summary>
internal static class SampleLine
{
    private static readonly SystemId One = new("hydraulic-1");

    public static async Task FillAsync(TestDatabase database)
    {
        var now = TimeProvider.System.GetUtcNow();
        var random = new Random(8);
        await database.Get<SystemRegistry>().RegisterAsync(new SystemDefinition(One, 1, "Rig \"1\"", TimeSpan.FromSeconds(60), HydraulicRig.Sensors));
        for (var day = 3; day >= 0; day--)
        {
            Reading[] readings = [.. Enumerable.Range(0, 3000).Select(i => new Reading(
                SensorId.Create(1, 1 + (i % 17)), now.AddDays(-day).AddSeconds(-i), random.NextDouble() * 200, i % 50 == 0 ? Quality.Bad : Quality.Good))];
            await database.Get<ReadingWriter>().StoreAsync([new ReadingBatch("line-1", One, 4 - day, readings)]);
        }
        await database.RollUpAsync();
        // After the rollup, so that a minute is marked when the backup is made.
        await database.Get<ReadingWriter>().StoreAsync([new ReadingBatch("line-1", One, 5, [new Reading(SensorId.Create(1, 1), now, 1e300, Quality.Good)])]);
        await database.Get<QuarantineStore>().AddAsync(
            [new QuarantinedReading(One, "PS1", now, now, null, "7FC00000", QuarantineReason.NotFinite, "NaN; \"quoted\", with\na line break")]);
        await database.Get<PredictionStore>().AddAsync(
            new Prediction(
                Guid.NewGuid(), One, now.AddSeconds(-60), now, "test-1", PredictionSource.Live, 0.98,
                [new ComponentPrediction(Component.Pump, 1, 0.7, [0.2, 0.7, 0.1])]),
            new Checkpoint("scorer", One, now, "line-1", 5));
        await database.Get<PredictionStore>().AddPostedAsync(
            new Prediction(Guid.NewGuid(), One, null, now, "test-1", PredictionSource.Request, 1, []),
            new WindowSamples([.. HydraulicRig.Sensors.Select(_ => Enumerable.Range(0, 600).Select(i => i % 100 == 0 ? double.NaN : random.NextDouble()).ToArray())]));
        var alarm = new Alarm(
            Guid.NewGuid(), One, AlarmKind.Limit, "PS1", AlarmCondition.HighHigh, AlarmSeverity.Critical, AlarmState.Active, false, now, null, null, null, 201, 200, null, "high");
        await database.Get<AlarmStore>().AppendAsync(new AlarmTransition(0, AlarmEvent.Raised, now, alarm));
        await database.Get<UserStore>().UpsertAsync(new AppUser("admin", "hash", "admin"));
    }

    /// <summary>Adds to tables whose numbers the database gives.</summary>
    public static async Task ContinueAsync(TestDatabase database)
    {
        var now = TimeProvider.System.GetUtcNow();
        await database.Get<ReadingWriter>().StoreAsync([new ReadingBatch("line-1", One, 6, [new Reading(SensorId.Create(1, 1), now, 1, Quality.Good)])]);
        await database.Get<QuarantineStore>().AddAsync([new QuarantinedReading(One, "PS1", now, now, 1, "1", QuarantineReason.Frozen, "frozen")]);
        var alarm = (await database.Get<AlarmStore>().ActiveAsync(null))[0];
        await database.Get<AlarmStore>().AcknowledgeAsync(alarm.Id, "admin", now);
    }

    /// <summary>Rows and hash of every table's content, whatever the order; the rollups also where they are views.</summary>
    public static async Task<Dictionary<string, string>> ContentAsync(TestDatabase database)
    {
        string[] tables =
        [
            "system", "sensor", "reading", "reading_latest", "reading_1m", "reading_1h", "ingest_progress", "quarantine", "prediction", "alarm", "alarm_transition",
            "consumer_checkpoint", "app_user", "posted_window",
        ];
        Dictionary<string, string> content = [];
        foreach (var table in tables)
        {
            // Sums of the last digit differ with the order of addition.
            var row = table is "reading_1m" or "reading_1h"
                ? "concat_ws('|', sensor_id, bucket, minimum, maximum, round(sum::numeric, 6), last, last_time, count, bad_count)" : "t::text";
            content[table] = await database.ScalarAsync<string>($"SELECT count(*) || ' ' || coalesce(md5(string_agg({row}, E'\\n' ORDER BY {row})), '') FROM {table} t");
        }
        return content;
    }
}
