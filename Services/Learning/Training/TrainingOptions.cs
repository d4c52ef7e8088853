namespace Faultline.Learning.Training;

/// <summary>Settings of a training; the defaults were chosen by run-grouped cross-validation on the recorded rig (docs/adr/0014).</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of the splits into folds and of the challenger; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folds of the cross-validation, 2..20, default 10.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Folds of whole runs within the training cycles, from which the heads learn how far to trust the regressions; 2..20, default 10.</summary>
    public int InnerFolds { get; init; } = 10;

    /// <summary>Ridge on the coefficients of standardised values, as a share of the number of cycles; default 1e-6.</summary>
    public double Ridge { get; init; } = 1e-6;

    /// <summary>Share of the unit matrix in the residual covariance, 0..1; default 3e-4.</summary>
    public double Shrinkage { get; init; } = 3e-4;

    /// <summary>Ridge on the weights of the heads, as a share of the total weight; default 5e-4.</summary>
    public double HeadRidge { get; init; } = 5e-4;

    /// <summary>Share of cycles of known conditions that may be called unknown, above 0 to 0.2; default 0.02.</summary>
    public double FalseAlarmRate { get; init; } = 0.02;

    /// <summary>Whether the LightGBM challenger is cross-validated too.</summary>
    public bool Challenger { get; init; } = true;

    /// <summary>Written into the model's metadata; default: when the newest data file was written.</summary>
    public DateTimeOffset? TrainedAt { get; init; }
}
