using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Storing;

/// <summary>The database.</summary>
internal sealed class TimeSeriesStore(SystemRegistry registry, ReadingWriter writer, QuarantineStore quarantine, TextStore texts) : IReadingStore
{
    public Task RegisterAsync(SystemDefinition system, CancellationToken cancellationToken) => registry.RegisterAsync(system, cancellationToken);

    public Task<StoreResult> StoreAsync(IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken) => writer.StoreAsync(batches, cancellationToken);

    public Task QuarantineAsync(IReadOnlyList<QuarantinedReading> readings, CancellationToken cancellationToken) => quarantine.AddAsync(readings, cancellationToken);

    public Task TextsAsync(IReadOnlyList<TextReading> readings, CancellationToken cancellationToken) => texts.AddAsync(readings, cancellationToken);
}
