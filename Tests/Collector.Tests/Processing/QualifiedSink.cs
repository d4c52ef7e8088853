using Faultline.Collector.Drivers;
using Faultline.Contracts;

namespace Faultline.Collector.Tests.Processing;

/// <summary>Keeps the last qualified value.</summary>
internal sealed class QualifiedSink : ISampleSink
{
    public (int Tag, double Value, Quality Quality, DateTimeOffset? Source, DateTimeOffset? Server) Last { get; private set; }

    public byte[] Raw { get; private set; } = [];

    public void Idle()
    {
    }

    public void Begin(DateTimeOffset received)
    {
    }

    public void Add(int tag, double value, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw) => throw new NotSupportedException();

    public void AddQualified(int tag, double value, Quality quality, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw) =>
        (Last, Raw) = ((tag, value, quality, source, server), raw.ToArray());

    public void AddText(int tag, string text) => throw new NotSupportedException();

    public void AddBad(int tag, Quality quality, DateTimeOffset? source, DateTimeOffset? server) => throw new NotSupportedException();

    public void AddUndecodable(int tag, ReadOnlySpan<byte> raw, string fault) => throw new NotSupportedException();

    public void End()
    {
    }
}
