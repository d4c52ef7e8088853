using Microsoft.Extensions.Options;

namespace Faultline.Scorer.Live;

/// <summary>Checks <see cref="LiveOptions"/>; names every value outside its range.</summary>
public sealed class LiveOptionsValidator : IValidateOptions<LiveOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        Check(nameof(options.Silence), options.Silence, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1));
        Check(nameof(options.LongestGapWait), options.LongestGapWait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(nameof(options.LongestCatchUp), options.LongestCatchUp, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Check(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                faults.Add($"{LiveOptions.Section}:{option} is {value}; {least} to {most} is expected.");
        }
    }
}
