using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;

namespace Faultline.Learning.Evaluation;

/// <summary>The five things that are predicted of a cycle: four components and whether static conditions were reached.</summary>
/// <param name="Name">cooler, valve, pump, accumulator or stable.</param>
/// <param name="Unit">Unit of the classes.</param>
/// <param name="Classes">Its levels; of stable 0 (reached) and 1 (not reached), as profile.txt has them.</param>
public sealed record Target(string Name, string Unit, IReadOnlyList<double> Classes)
{
    internal const int StableIndex = 4;

    /// <summary>All targets in their order.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        .. ComponentClasses.All.Select(component => new Target(
            component.ToString().ToLowerInvariant(), ComponentClasses.UnitOf(component), ComponentClasses.Of(component))),
        new Target("stable", "", [0, 1]),
    ];

    /// <summary>The places in <see cref="All"/> of the targets that the data has labels of.</summary>
    internal static IEnumerable<int> LabelledIn(RecordedCycles cycles) => Enumerable.Range(0, All.Count).Where(target => target != StableIndex || cycles.HasStableFlag);

    internal static int ActualOf(TrainingSet set, int row, int target) =>
        target == StableIndex ? (set.Stable[row] ? 0 : 1) : set.Levels[row][target];

    internal static double[] ProbabilitiesOf(WindowScore score, int target) =>
        target == StableIndex ? [1 - score.UnstableProbability, score.UnstableProbability] : [.. score.Probabilities((Component)target)];
}
