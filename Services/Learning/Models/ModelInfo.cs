using Faultline.Learning.Evaluation;

namespace Faultline.Learning.Models;

/// <summary>What is known of a model file: where it came from and how well it does.</summary>
/// <param name="Version">First twelve hex digits of the SHA-256 of what was learned.</param>
/// <param name="TrainedAt">UTC; given to the trainer, else the time of the newest data file, so that training is repeatable.</param>
/// <param name="DataHash">SHA-256 of the training data, see RecordedCycles.DataHash.</param>
/// <param name="Cycles">Number of training cycles.</param>
/// <param name="Runs">Number of runs they come from.</param>
/// <param name="Features">What a window is made of.</param>
/// <param name="Settings">Training settings by name.</param>
/// <param name="Components">One entry a component, in their order.</param>
/// <param name="Stable">Evaluation of the stable flag, whole runs held out; classes 0 (static conditions reached) and 1 (not). Null when the data did not have it.</param>
/// <param name="Accuracies">Accuracy by division of the cycles (runs_held_out, random_10_fold, cooler_level_held_out) and target, 0..1.</param>
public sealed record ModelInfo(
    string Version,
    DateTimeOffset TrainedAt,
    string DataHash,
    int Cycles,
    int Runs,
    IReadOnlyList<string> Features,
    IReadOnlyDictionary<string, double> Settings,
    IReadOnlyList<ComponentModelInfo> Components,
    TargetEvaluation? Stable,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Accuracies);
