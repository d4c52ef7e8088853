namespace Faultline.TimeSeries;

/// <summary>Cuts a span into consecutive steps (start exclusive, end inclusive) that aim at a bounded number of rows each.</summary>
internal sealed class CatchUpSteps(DateTimeOffset from, DateTimeOffset to)
{
    /// <summary>Rows that a step aims at; the server sorts them in memory (4 MB of work_mem hold some 50 000).</summary>
    public const int TargetRows = 20_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private DateTimeOffset position = from;
    private TimeSpan length = TimeSpan.FromSeconds(10);

    public (DateTimeOffset Start, DateTimeOffset End)? Next()
    {
        if (position >= to)
            return null;
        var start = position;
        position = to - start <= length ? to : start + length;
        return (start, position);
    }

    public void Adapt(int rows)
    {
        if (rows > TargetRows)
            length = Max(length / 2, Shortest);
        else if (rows < TargetRows / 4)
            length = Min(length * 2, Longest);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
