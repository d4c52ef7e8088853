using Faultline.Contracts;

namespace Faultline.Learning.Models;

/// <summary>How one component is predicted, and how well.</summary>
/// <param name="Component">The component.</param>
/// <param name="Unit">Unit of its levels.</param>
/// <param name="Classes">Its levels, healthy first.</param>
/// <param name="Algorithm">inverse_regression or shrinkage_lda: the better one in cross-validation.</param>
/// <param name="Sharpness">Calibration factor on the log-likelihood: the one of least log loss on held-out runs.</param>
/// <param name="Evaluation">Cross-validation with whole runs held out, all cycles.</param>
/// <param name="RunAccuracy">The same where no run counts for more than ten cycles (three warm-up runs have 200), 0..1.</param>
/// <param name="StableAccuracy">The same on the cycles whose static conditions were reached, 0..1.</param>
/// <param name="UnstableAccuracy">The same on the other cycles, 0..1.</param>
/// <param name="Alternatives">Accuracy on all cycles by algorithm, the same held-out runs.</param>
public sealed record ComponentModelInfo(
    Component Component,
    string Unit,
    IReadOnlyList<double> Classes,
    string Algorithm,
    double Sharpness,
    ComponentEvaluation Evaluation,
    double RunAccuracy,
    double StableAccuracy,
    double UnstableAccuracy,
    IReadOnlyDictionary<string, double> Alternatives);
