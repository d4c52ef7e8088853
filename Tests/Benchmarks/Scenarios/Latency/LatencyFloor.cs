using System.Diagnostics;
using Faultline.EndToEnd;
using Faultline.EndToEnd.Line;
using Npgsql;
using StackExchange.Redis;

namespace Faultline.Benchmarks.Scenarios.Latency;

/// <summary>What the steps of the live path cost on this machine with nothing of Faultline's own between them.</summary>
internal static class LatencyFloor
{
    private const int Rounds = 300;

    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(AppHostFixture line, Plant plant, CancellationToken cancellationToken)
    {
        var publish = await PublishAsync(line.RedisConnectionString, cancellationToken);
        var commit = await CommitAsync(line.ConnectionString, cancellationToken);
        var http = await TimeAsync(async () => (await plant.Http.GetAsync(new Uri("/health/live", UriKind.Relative), cancellationToken)).Dispose());
        return new Dictionary<string, double>
        {
            ["redis_publish_to_subscriber_p50_ms"] = Percentiles.Of(publish, 50),
            ["redis_publish_to_subscriber_p95_ms"] = Percentiles.Of(publish, 95),
            ["database_commit_p50_ms"] = Percentiles.Of(commit, 50),
            ["database_commit_p95_ms"] = Percentiles.Of(commit, 95),
            ["gateway_round_trip_p50_ms"] = Percentiles.Of(http, 50),
            ["gateway_round_trip_p95_ms"] = Percentiles.Of(http, 95),
        };
    }

    private static async Task<List<double>> PublishAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(connectionString);
        var channel = RedisChannel.Literal("benchmark.floor");
        var messages = await redis.GetSubscriber().SubscribeAsync(channel);
        return await TimeAsync(async () =>
        {
            await redis.GetSubscriber().PublishAsync(channel, "x", CommandFlags.FireAndForget);
            await messages.ReadAsync(cancellationToken);
        });
    }

    private static async Task<List<double>> CommitAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var create = new NpgsqlCommand("CREATE TEMP TABLE floor (value int)", connection))
            await create.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = new NpgsqlCommand("INSERT INTO floor VALUES (1)", connection);
        await insert.PrepareAsync(cancellationToken);
        return await TimeAsync(() => insert.ExecuteNonQueryAsync(cancellationToken));
    }

    private static async Task<List<double>> TimeAsync(Func<Task> step)
    {
        var samples = new List<double>(Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await step();
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return samples;
    }
}
