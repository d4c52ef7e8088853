namespace Faultline.Collector.Spooling;

/// <summary>Recovery: only the last segment can have been written to when the process ended.</summary>
internal sealed partial class Spool
{
    private Dictionary<string, long> Recover(IReadOnlyList<int> segments, string name)
    {
        if (segments.Count == 0)
            return [];
        var path = folder.PathOf(segments[^1]);
        var (state, whole) = SegmentScan.Run(path);
        var torn = new FileInfo(path).Length - whole;
        if (torn > 0)
        {
            LogTorn(path, torn, whole);
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            RandomAccess.SetLength(handle, whole);
        }
        if (state is not null && state.Collector == Collector)
            return new Dictionary<string, long>(state.Sequences);

        // Without the last numbers any choice could use one twice: the streams end, new ones begin.
        var old = Collector;
        Collector = folder.CreateCollector(name);
        LogNewStreams(path, old, Collector);
        return [];
    }
}
