namespace Faultline.Contracts;

/// <summary>Where a scored window came from.</summary>
public enum PredictionSource
{
    /// <summary>The sliding window of the live line.</summary>
    Live,

    /// <summary>A window posted to POST /api/diagnostics/predict, which is kept with its prediction.</summary>
    Request,
}
