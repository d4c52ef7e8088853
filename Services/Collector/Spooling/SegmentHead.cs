namespace Faultline.Collector.Spooling;

/// <summary>First record of a segment: where the streams stood when it was begun, so that older segments need not be kept to know.</summary>
/// <param name="Collector">The collector's id.</param>
/// <param name="Sequences">System id to the last number given to a batch.</param>
internal sealed record SegmentHead(string Collector, IReadOnlyDictionary<string, long> Sequences);
