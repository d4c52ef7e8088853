using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>Records of a group while it is read.</summary>
internal sealed class SpoolContents
{
    private readonly List<ReadingBatch> batches = [];
    private readonly List<QuarantinedReading> quarantined = [];
    private readonly List<TextReading> texts = [];

    /// <summary>How much there is so far.</summary>
    public int Readings { get; private set; }

    /// <summary>Adds a whole record.</summary>
    public void Add(byte kind, ReadOnlySpan<byte> record)
    {
        switch (kind)
        {
            case SpoolRecord.Readings:
                batches.Add(ReadingFrame.Decode(record));
                Readings += batches[^1].Readings.Count;
                break;
            case SpoolRecord.Quarantined:
                quarantined.Add(SpoolRecord.Decode<QuarantinedReading>(record));
                Readings++;
                break;
            case SpoolRecord.Text:
                texts.Add(SpoolRecord.Decode<TextReading>(record));
                Readings++;
                break;
        }
    }

    public SpoolGroup ToGroup(SpoolPosition end) => new(batches, quarantined, texts, end);
}
