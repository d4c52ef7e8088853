using Microsoft.Extensions.Options;

namespace Faultline.TimeSeries;

/// <summary>Checks <see cref="MaintenanceOptions"/> and names every fault at once.</summary>
public sealed class MaintenanceOptionsValidator : IValidateOptions<MaintenanceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MaintenanceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.Interval < TimeSpan.FromSeconds(1) || options.Interval > TimeSpan.FromMinutes(10))
            faults.Add($"{MaintenanceOptions.Section}:{nameof(options.Interval)} is {options.Interval}; 1 s to 10 min are allowed.");
        if (options.PartitionsAheadDays is < 1 or > 30)
            faults.Add($"{MaintenanceOptions.Section}:{nameof(options.PartitionsAheadDays)} is {options.PartitionsAheadDays}; 1 to 30 are allowed.");
        if (options.UpkeepInterval < TimeSpan.FromSeconds(10) || options.UpkeepInterval > TimeSpan.FromDays(1))
            faults.Add($"{MaintenanceOptions.Section}:{nameof(options.UpkeepInterval)} is {options.UpkeepInterval}; 10 s to 1 day are allowed.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
