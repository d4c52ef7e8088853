using Microsoft.Extensions.Options;

namespace Faultline.TimeSeries;

/// <summary>Checks <see cref="RetentionOptions"/> and names every fault at once.</summary>
public sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.LateHorizon < TimeSpan.FromHours(1) || options.LateHorizon > TimeSpan.FromDays(365))
            faults.Add(Fault(nameof(options.LateHorizon), options.LateHorizon, "1 hour to 365 days are allowed"));
        var shortest = options.LateHorizon + (2 * Day);
        if (options.Reading != TimeSpan.Zero && options.Reading < shortest)
            faults.Add(Fault(nameof(options.Reading), options.Reading, $"at least {shortest} (two days more than {nameof(options.LateHorizon)}) is needed, or zero"));
        if (IsShorter(options.Minute, options.Reading))
            faults.Add(Fault(nameof(options.Minute), options.Minute, $"at least {nameof(options.Reading)} ({options.Reading}) is needed, or zero"));
        if (IsShorter(options.Hour, options.Minute))
            faults.Add(Fault(nameof(options.Hour), options.Hour, $"at least {nameof(options.Minute)} ({options.Minute}) is needed, or zero"));
        RequireDay(nameof(options.Quarantine), options.Quarantine, faults);
        RequireDay(nameof(options.Prediction), options.Prediction, faults);
        RequireDay(nameof(options.CompressAfter), options.CompressAfter, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Zero is longer than everything.</summary>
    private static bool IsShorter(TimeSpan coarse, TimeSpan fine) => coarse != TimeSpan.Zero && (fine == TimeSpan.Zero || coarse < fine);

    private static void RequireDay(string name, TimeSpan value, List<string> faults)
    {
        if (value != TimeSpan.Zero && value < Day)
            faults.Add(Fault(name, value, "at least 1 day is needed, or zero"));
    }

    private static string Fault(string name, TimeSpan value, string allowed) => $"{RetentionOptions.Section}:{name} is {value}; {allowed}.";
}
