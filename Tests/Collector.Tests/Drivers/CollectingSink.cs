using Faultline.Collector.Drivers;
using Faultline.Contracts;

namespace Faultline.Collector.Tests.Drivers;

/// <summary>Keeps the newest of each tag, and counts batches.</summary>
internal sealed class CollectingSink : ISampleSink
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, string> newest = [];

    /// <summary>Everything that came.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<(int Tag, string What)> Seen { get; } = [];

    public Signal Changed { get; } = new();

    public int Batches { get; private set; }

    public string? this[int tag]
    {
        get
        {
            lock (gate)
                return newest.GetValueOrDefault(tag);
        }
    }

    /// <summary>Whether a device without tags answered.</summary>
    public bool IsIdle { get; private set; }

    public void Idle()
    {
        IsIdle = true;
        Changed.Set();
    }

    public void Begin(DateTimeOffset received)
    {
    }

    public void Add(int tag, double value, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw) =>
        Put(tag, FormattableString.Invariant($"{value} {Convert.ToHexStringLower(raw)}{(source is { } time ? $" {time:O}" : "")}"));

    public void AddQualified(int tag, double value, Quality quality, DateTimeOffset? source, DateTimeOffset? server, ReadOnlySpan<byte> raw) =>
        Put(tag, FormattableString.Invariant($"{value} {quality.Code:X4}{(source is { } time ? $" {time:O}" : "")}"));

    public void AddText(int tag, string text) => Put(tag, text);

    public void AddBad(int tag, Quality quality, DateTimeOffset? source, DateTimeOffset? server) => Put(tag, "bad");

    public void AddUndecodable(int tag, ReadOnlySpan<byte> raw, string fault) => Put(tag, "undecodable");

    public void End()
    {
        Batches++;
        Changed.Set();
    }

    private void Put(int tag, string what)
    {
        lock (gate)
            newest[tag] = what;
        Seen.Enqueue((tag, what));
    }
}
