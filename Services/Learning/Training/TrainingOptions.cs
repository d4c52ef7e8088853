namespace Faultline.Learning.Training;

/// <summary>Settings of a training; the defaults were chosen by run-grouped cross-validation on the recorded rig.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of the split into folds and of the challenger; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folds of the cross-validation, 2..20, default 10.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>The regression for oil at its usual temperature: without the warm-ups, small ridge.</summary>
    public RegressionOptions Steady { get; init; } =
        new(UnstableWeight: 0.3, Ridge: 2e-6, Shrinkage: 3e-4, TemperatureSlack: 0, LongUnstableRuns: false);

    /// <summary>The regression for oil that warms up or cools down: all cycles, guarded against extrapolated temperature.</summary>
    public RegressionOptions Transient { get; init; } =
        new(UnstableWeight: 0.2, Ridge: 1e-5, Shrinkage: 1e-4, TemperatureSlack: 0.1, LongUnstableRuns: true);

    /// <summary>Share of the unit matrix in the pooled covariance of the discriminant, 0..1.</summary>
    public double DiscriminantShrinkage { get; init; } = 1e-3;

    /// <summary>Whether the LightGBM challenger is cross-validated too.</summary>
    public bool Challenger { get; init; } = true;

    /// <summary>Written into the model's metadata; default: when the newest data file was written.</summary>
    public DateTimeOffset? TrainedAt { get; init; }
}
