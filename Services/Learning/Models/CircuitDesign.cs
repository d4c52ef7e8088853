using Faultline.Contracts;
using Faultline.Learning.Features;

namespace Faultline.Learning.Models;

/// <summary>
/// Regressors of the working circuit's response. The cooler is no part of the circuit: it acts through the oil's temperature only, which
/// is measured. Terms: a constant; indicators of the worn levels of valve (3), pump (2) and accumulator (3), their products in pairs,
/// their products with the mean oil temperature T of TS1, and with T² for pump and accumulator; then the eight
/// <see cref="OilCovariates"/>, T² and T³.
/// </summary>
internal static class CircuitDesign
{
    /// <summary>Number of terms that depend on the state; they are the terms 1 to 42.</summary>
    public const int StateTerms = 42;

    /// <summary>Worn levels of valve, pump and accumulator; their indicators are the terms 1 to 8.</summary>
    public const int WornLevels = 8;

    /// <summary>Index of the first term of temperature alone.</summary>
    public const int FirstOilTerm = 1 + StateTerms;

    /// <summary>Number of terms.</summary>
    public const int Terms = FirstOilTerm + OilCovariates.Count + 2;

    /// <summary>Number of combinations of recorded levels of valve, pump and accumulator.</summary>
    public const int States = 4 * 3 * 4;

    /// <summary>Highest power of T in the square of a prediction's state terms.</summary>
    public const int Powers = 5;

    private static readonly int[] FirstIndicator = [0, 3, 5, 8];
    private static readonly Term[] StateDependent = MakeTerms();

    /// <summary>Level index of valve, pump and accumulator by state.</summary>
    public static int[][] Levels { get; } =
        [.. Enumerable.Range(0, States).Select(state => new[] { state / 12, state / 4 % 3, state % 4 })];

    /// <summary>Per state the terms that are not zero (index 1 to 42).</summary>
    public static int[][] Active { get; } = [.. Levels.Select(levels =>
        Enumerable.Range(0, StateTerms).Where(i => StateDependent[i].IsActive(levels)).Select(i => i + 1).ToArray())];

    /// <summary>Power of T in a state-dependent term (index 1 to 42).</summary>
    public static int PowerOf(int term) => StateDependent[term - 1].Power;

    /// <summary>The state of a full set of level indices (cooler first).</summary>
    public static int StateOf(ReadOnlySpan<int> levels) => (levels[1] * 12) + (levels[2] * 4) + levels[3];

    /// <summary>Level index of a component (not the cooler) in a state.</summary>
    public static int LevelOf(int state, Component component) => Levels[state][(int)component - 1];

    /// <summary>Fills all terms for a state and the covariates of the oil.</summary>
    public static void Fill(int state, ReadOnlySpan<double> oil, Span<double> terms)
    {
        terms.Clear();
        terms[0] = 1;
        foreach (int term in Active[state])
            terms[term] = Power(oil[0], PowerOf(term));
        FillOil(oil, terms[FirstOilTerm..]);
    }

    /// <summary>Fills the terms of temperature alone.</summary>
    public static void FillOil(ReadOnlySpan<double> oil, Span<double> terms)
    {
        oil.CopyTo(terms);
        terms[OilCovariates.Count] = oil[0] * oil[0];
        terms[OilCovariates.Count + 1] = oil[0] * oil[0] * oil[0];
    }

    public static double Power(double value, int power) => power switch { 0 => 1, 1 => value, _ => value * value };

    private static Term[] MakeTerms()
    {
        List<Term> terms = [];
        var worn = Enumerable.Range(0, 3).SelectMany(c => Enumerable.Range(1, FirstIndicator[c + 1] - FirstIndicator[c]).Select(level => (Component: c, Level: level))).ToArray();
        terms.AddRange(worn.Select(w => new Term(w, null, 0)));
        foreach (var (a, b) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            terms.AddRange(
                from first in worn.Where(w => w.Component == a) from second in worn.Where(w => w.Component == b) select new Term(first, second, 0));
        }

        terms.AddRange(worn.Select(w => new Term(w, null, 1)));
        terms.AddRange(worn.Where(w => w.Component > 0).Select(w => new Term(w, null, 2)));
        return [.. terms];
    }

    private readonly record struct Term((int Component, int Level) First, (int Component, int Level)? Second, int Power)
    {
        public bool IsActive(int[] levels) => levels[First.Component] == First.Level && (Second is not { } second || levels[second.Component] == second.Level);
    }
}
