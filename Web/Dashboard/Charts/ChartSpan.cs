namespace Faultline.Dashboard.Charts;

/// <summary>A span that the charts offer.</summary>
/// <param name="Name">For the button.</param>
/// <param name="Length">How much is shown.</param>
public sealed record ChartSpan(string Name, TimeSpan Length)
{
    /// <summary>From one load cycle to a quarter of a year.</summary>
    public static IReadOnlyList<ChartSpan> All { get; } =
    [
        new("1 min", TimeSpan.FromMinutes(1)),
        new("5 min", TimeSpan.FromMinutes(5)),
        new("15 min", TimeSpan.FromMinutes(15)),
        new("1 h", TimeSpan.FromHours(1)),
        new("6 h", TimeSpan.FromHours(6)),
        new("1 d", TimeSpan.FromDays(1)),
        new("7 d", TimeSpan.FromDays(7)),
        new("30 d", TimeSpan.FromDays(30)),
        new("90 d", TimeSpan.FromDays(90)),
    ];

    /// <summary>Up to here each new value is drawn; beyond, the end is loaded again now and then, since a pixel covers many values.</summary>
    public static readonly TimeSpan LongestLive = TimeSpan.FromMinutes(15);
}
