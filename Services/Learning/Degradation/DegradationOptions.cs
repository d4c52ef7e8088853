namespace Faultline.Learning.Degradation;

/// <summary>Settings of a degradation trend.</summary>
public sealed record DegradationOptions
{
    /// <summary>Predictions that the trend is fitted to, the latest ones; 32 to 4096, default 512.</summary>
    public int Capacity { get; init; } = 512;

    /// <summary>Fewest predictions for a statement; at least 10, default 30.</summary>
    public int FewestPredictions { get; init; } = 30;

    /// <summary>Shortest time between first and last prediction for a statement; default 30 minutes.</summary>
    public TimeSpan ShortestSpan { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Farthest end that is told; beyond it a linear trend means nothing. Default 90 days.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Every fault of the settings, empty when they are in order.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (Capacity is < 32 or > 4096)
            faults.Add($"Capacity {Capacity} is not from 32 to 4096");
        if (FewestPredictions < 10 || FewestPredictions > Capacity)
            faults.Add($"FewestPredictions {FewestPredictions} is not from 10 to the capacity");
        if (ShortestSpan <= TimeSpan.Zero)
            faults.Add($"ShortestSpan {ShortestSpan} is not positive");
        if (Horizon <= TimeSpan.Zero)
            faults.Add($"Horizon {Horizon} is not positive");
        return faults;
    }
}
