using Faultline.Contracts;

namespace Faultline.Learning.Models;

/// <summary>
/// Regressors of the rig's response: a constant, an indicator for each worn level of each component (the healthy level is the
/// reference), the products of indicators of different components, the mean oil temperatures TS1 and TS2, and temperature × cooler.
/// Between two recorded levels both indicators take shares that add up to one, so that the response is interpolated linearly.
/// </summary>
internal static class StateDesign
{
    /// <summary>Worn levels of all components: cooler 2, valve 3, pump 2, accumulator 3.</summary>
    public const int Indicators = 10;

    /// <summary>Index of the first oil temperature term; the ones from here on do not belong to a state alone.</summary>
    public const int FirstTemperature = 1 + Indicators + 37;

    /// <summary>Number of regressors.</summary>
    public const int Terms = FirstTemperature + 6;

    /// <summary>Number of combinations of recorded levels.</summary>
    public const int Combinations = 3 * 4 * 3 * 4;

    private static readonly int[] FirstIndicator = [0, 2, 5, 7, 10];
    private static readonly (int A, int B)[] Pairs = MakePairs();

    /// <summary>Level index of each component by combination; the cooler changes slowest.</summary>
    public static int[][] Levels { get; } = MakeCombinations();

    /// <summary>Shares of the worn levels for a condition value, clamped to the recorded range.</summary>
    public static void SetIndicators(Component component, double condition, Span<double> indicators)
    {
        var levels = ComponentClasses.Of(component);
        var own = indicators[FirstIndicator[(int)component]..FirstIndicator[(int)component + 1]];
        own.Clear();
        bool falling = levels[0] > levels[1];
        for (int i = 1; i < levels.Count; i++)
        {
            double share = (condition - levels[i - 1]) / (levels[i] - levels[i - 1]);
            bool last = i == levels.Count - 1;
            bool beyond = falling ? condition < levels[i] : condition > levels[i];
            if (beyond && !last)
                continue;
            share = Math.Clamp(share, 0, 1);
            if (i > 1)
                own[i - 2] = 1 - share;
            own[i - 1] = share;
            return;
        }
    }

    /// <summary>Sets the indicators of one recorded level of each component, by its index in <see cref="ComponentClasses"/>.</summary>
    public static void SetLevels(ReadOnlySpan<int> levels, Span<double> indicators)
    {
        indicators.Clear();
        for (int component = 0; component < levels.Length; component++)
        {
            if (levels[component] > 0)
                indicators[FirstIndicator[component] + levels[component] - 1] = 1;
        }
    }

    /// <summary>Fills the regressors from the indicators and the scaled temperatures of <see cref="OilTemperature"/>.</summary>
    public static void Fill(ReadOnlySpan<double> indicators, (double First, double Second) temperature, Span<double> terms)
    {
        terms[0] = 1;
        indicators.CopyTo(terms[1..]);
        for (int i = 0; i < Pairs.Length; i++)
            terms[1 + Indicators + i] = indicators[Pairs[i].A] * indicators[Pairs[i].B];
        var t = terms[FirstTemperature..];
        t[0] = temperature.First;
        t[1] = temperature.Second;
        t[2] = temperature.First * indicators[0];
        t[3] = temperature.First * indicators[1];
        t[4] = temperature.Second * indicators[0];
        t[5] = temperature.Second * indicators[1];
    }

    private static (int A, int B)[] MakePairs()
    {
        var pairs = new List<(int, int)>();
        for (int a = 0; a < 4; a++)
        {
            for (int b = a + 1; b < 4; b++)
            {
                for (int i = FirstIndicator[a]; i < FirstIndicator[a + 1]; i++)
                {
                    for (int j = FirstIndicator[b]; j < FirstIndicator[b + 1]; j++)
                        pairs.Add((i, j));
                }
            }
        }

        return [.. pairs];
    }

    private static int[][] MakeCombinations()
    {
        int[] sizes = [.. ComponentClasses.All.Select(component => ComponentClasses.Of(component).Count)];
        var all = new int[Combinations][];
        for (int i = 0; i < Combinations; i++)
        {
            int rest = i;
            all[i] = new int[sizes.Length];
            for (int c = sizes.Length - 1; c >= 0; c--)
            {
                all[i][c] = rest % sizes[c];
                rest /= sizes[c];
            }
        }

        return all;
    }
}
