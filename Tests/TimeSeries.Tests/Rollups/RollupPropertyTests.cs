using Faultline.Contracts;
using Faultline.Tests.Databases;
using Xunit;

namespace Faultline.TimeSeries.Tests.Rollups;

/// <summary>
/// Random histories of stores, replays, late and out-of-order readings, rollups and server crashes; whatever happened, the rollups are those of all readings. Each seed is
/// one history; a failing one is repeated by its number.
/// </summary>
public sealed class RollupPropertyTests
{
    private const int Steps = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static TheoryData<StorageDepth, int> Histories()
    {
        var histories = new TheoryData<StorageDepth, int>();
        foreach (var depth in Enum.GetValues<StorageDepth>())
        {
            for (var seed = 1; seed <= 4; seed++)
                histories.Add(depth, seed);
        }
        return histories;
    }

    [SkippableTheory]
    [MemberData(nameof(Histories))]
    public async Task Rollups_EqualBruteForce_WhateverHappened(StorageDepth depth, int seed)
    {
        await using var server = await PostgresServer.StartAsync(DatabaseFixture.Require(depth));
        await using var database = await TestDatabase.CreateAsync(server.ConnectionString("faultline"));
        var random = new Random(seed);
        List<Reading> stored = [];
        List<ReadingBatch> sent = [];
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(6))
            {
                case 0 when sent.Count > 0:
                    var replay = sent[random.Next(sent.Count)..];
                    Assert.Equal(replay.Count, (await database.Get<ReadingWriter>().StoreAsync(replay).WaitAsync(Patience)).SkippedBatches);
                    break;
                case 1:
                    await database.RollUpAsync();
                    break;
                case 2 when step % 5 == 0:
                    await server.KillAsync();
                    await server.StartAsync();
                    database.ForgetConnections();
                    break;
                default:
                    var batch = Machines.Batch(sent.Count + 1, [.. Enumerable.Range(0, random.Next(400)).Select(_ => Any(random))]);
                    await database.Get<ReadingWriter>().StoreAsync([batch]).WaitAsync(Patience);
                    sent.Add(batch);
                    stored.AddRange(batch.Readings);
                    break;
            }
        }
        await database.RollUpAsync();

        await BruteForce.AssertEqualAsync(database, stored);
    }

    /// <summary>Two sensors within three hours of today or two days before: the same minutes are hit again and again; times are whole microseconds, some of them equal.</summary>
    private static Reading Any(Random random) => Machines.Reading(
        1 + random.Next(2), (-random.Next(3) * 86_400d) + (random.Next(4) == 0 ? random.Next(10_800) : Math.Round(random.NextDouble() * 10_800, 6)),
        random.Next(20) switch { 0 => 0, 1 => -1e12, 2 => 1e-12, _ => Math.Round(random.NextDouble() * 200, random.Next(4)) },
        random.Next(6) switch { 0 => Quality.Bad, 1 => Quality.UncertainLastUsableValue, _ => Quality.Good });
}
