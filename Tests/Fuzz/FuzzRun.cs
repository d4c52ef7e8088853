using System.Diagnostics;
using System.Globalization;

namespace Faultline.Fuzz;

/// <summary>
/// Runs a check with the seeds 0, 1, 2 ...: a fixed number of them in a normal run, so that it is the same each time; where
/// FAULTLINE_FUZZ_SECONDS is set, as many as fit in that time, and where FAULTLINE_FUZZ_MESSAGES is set, so many damaged messages, for each target. A failure names its
/// seed, which repeats it.
/// </summary>
internal static class FuzzRun
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("FAULTLINE_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var s) ? s : 0);

    private static readonly int Messages = int.TryParse(Environment.GetEnvironmentVariable("FAULTLINE_FUZZ_MESSAGES"), CultureInfo.InvariantCulture, out var n) ? n : 0;

    internal static void Seeds(int normal, Action<Random> check)
    {
        var clock = Stopwatch.StartNew();
        for (var seed = 0; seed < Math.Max(normal, Messages) || clock.Elapsed < Budget; seed++)
        {
            try
            {
                check(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Fuzzing failed with seed {seed}: {e.Message}", e);
            }
        }
    }

    /// <param name="normal">Seeds of a normal run.</param>
    /// <param name="check">Takes a seed's randomness; answers after the last of its messages.</param>
    /// <param name="damaged">How many damaged messages there were so far; null where a seed is one.</param>
    internal static async Task SeedsAsync(int normal, Func<Random, Task> check, Func<long>? damaged = null)
    {
        var clock = Stopwatch.StartNew();
        for (var seed = 0; seed < normal || (damaged?.Invoke() ?? seed) < Messages || clock.Elapsed < Budget; seed++)
        {
            try
            {
                await check(new Random(seed)).WaitAsync(TimeSpan.FromSeconds(60));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Fuzzing failed with seed {seed}: {e.Message}", e);
            }
        }
    }
}
