namespace Faultline.TimeSeries;

/// <summary>Who may process a shard.</summary>
/// <param name="Shard">The shard, 0 to <see cref="Contracts.SystemId.ShardCount"/> - 1.</param>
/// <param name="Holder">The replica.</param>
/// <param name="ExpiresAt">Until when, by the database's clock.</param>
public sealed record ShardLease(int Shard, string Holder, DateTimeOffset ExpiresAt);
