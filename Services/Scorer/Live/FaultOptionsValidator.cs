using Faultline.Alarms.Faults;
using Microsoft.Extensions.Options;

namespace Faultline.Scorer.Live;

/// <summary>Checks <see cref="PredictedFaultOptions"/>; names every value outside its range.</summary>
public sealed class FaultOptionsValidator : IValidateOptions<PredictedFaultOptions>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PredictedFaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        Check(nameof(options.Persistence), options.Persistence, TimeSpan.Zero);
        Check(nameof(options.ClearDelay), options.ClearDelay, TimeSpan.Zero);
        Check(nameof(options.UnknownPersistence), options.UnknownPersistence, TimeSpan.Zero);
        Check(nameof(options.LongestPause), options.LongestPause, TimeSpan.FromSeconds(1));
        if (!(options.MinimumProbability >= 0 && options.MinimumProbability <= 1))
            faults.Add($"{PredictedFaultOptions.Section}:{nameof(options.MinimumProbability)} is {options.MinimumProbability}; 0 to 1 is expected.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string option, TimeSpan value, TimeSpan least)
        {
            if (value < least || value > Hour)
                faults.Add($"{PredictedFaultOptions.Section}:{option} is {value}; {least} to {Hour} is expected.");
        }
    }
}
