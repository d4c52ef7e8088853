using Faultline.Contracts;
using Faultline.Learning.Evaluation;

namespace Faultline.Learning.Models;

/// <summary>How one component is predicted, and how well.</summary>
/// <param name="Component">The component.</param>
/// <param name="Unit">Unit of its levels.</param>
/// <param name="Classes">Its levels, healthy first.</param>
/// <param name="Algorithm">settled_efficiency (cooler), inverse_regression (valve, pump) or stacked_inverse_regression (accumulator).</param>
/// <param name="Evaluation">Cross-validation with whole runs held out, all cycles.</param>
/// <param name="RunAccuracy">The same where no run counts for more than ten cycles (three warm-up runs have 200), 0..1.</param>
/// <param name="StableAccuracy">The same on the cycles whose static conditions were reached, 0..1.</param>
/// <param name="UnstableAccuracy">The same on the other cycles, 0..1.</param>
/// <param name="Alternatives">Accuracy of what was measured against it, on the same held-out runs.</param>
public sealed record ComponentModelInfo(
    Component Component,
    string Unit,
    IReadOnlyList<double> Classes,
    string Algorithm,
    TargetEvaluation Evaluation,
    double RunAccuracy,
    double StableAccuracy,
    double UnstableAccuracy,
    IReadOnlyDictionary<string, double> Alternatives);
