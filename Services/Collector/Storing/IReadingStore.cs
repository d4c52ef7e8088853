using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Storing;

/// <summary>What the store loop needs of the database.</summary>
internal interface IReadingStore
{
    /// <summary>Registers a system and its sensors, or brings them up to date.</summary>
    /// <exception cref="StorageException">Its number belongs to another system.</exception>
    Task RegisterAsync(SystemDefinition system, CancellationToken cancellationToken);

    /// <summary>Stores what is not stored yet, all or nothing.</summary>
    /// <exception cref="SequenceGapException">A batch does not follow its stream's last.</exception>
    Task<StoreResult> StoreAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken);

    /// <summary>Adds texts; those that are there already are not added again.</summary>
    Task TextsAsync(IReadOnlyList<TextReading> texts, CancellationToken cancellationToken);

    /// <summary>Adds quarantined readings; those that are there already are not added again.</summary>
    Task QuarantineAsync(IReadOnlyList<QuarantinedReading> readings, CancellationToken cancellationToken);
}
