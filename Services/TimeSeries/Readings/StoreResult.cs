namespace Faultline.TimeSeries;

/// <summary>What a call of <see cref="ReadingWriter"/> committed.</summary>
/// <param name="StoredBatches">Batches stored now.</param>
/// <param name="StoredReadings">Readings stored now.</param>
/// <param name="SkippedBatches">Batches that had been stored before.</param>
/// <param name="Streams">Where each stream of the call stands now.</param>
/// <param name="LateReadings">Readings older than the late horizon: put into quarantine as stale instead, in the same transaction.</param>
public sealed record StoreResult(
    int StoredBatches, long StoredReadings, int SkippedBatches, IReadOnlyList<StreamProgress> Streams, long LateReadings = 0);
