namespace Faultline.TimeSeries;

/// <summary>Consecutive minutes of a system whose rollup is out of date: read in one go.</summary>
/// <param name="System">The system's number.</param>
/// <param name="First">Start of the first minute, UTC.</param>
/// <param name="Past">End of the last minute, UTC.</param>
internal sealed record DirtyRun(int System, DateTime First, DateTime Past)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Joins minutes that follow each other.</summary>
    public static IReadOnlyList<DirtyRun> Join(IEnumerable<(int System, DateTime Bucket)> minutes)
    {
        List<DirtyRun> runs = [];
        foreach (var (system, bucket) in minutes.Order())
        {
            if (runs.Count > 0 && runs[^1] is var last && last.System == system && last.Past == bucket)
                runs[^1] = last with { Past = bucket + Minute };
            else
                runs.Add(new DirtyRun(system, bucket, bucket + Minute));
        }
        return runs;
    }
}
