using Microsoft.Extensions.Options;

namespace Faultline.Collector.Storing;

internal sealed class StoringOptionsValidator : IValidateOptions<StoringOptions>
{
    public ValidateOptionsResult Validate(string? name, StoringOptions options)
    {
        List<string> faults = [];
        if (options.Linger < TimeSpan.Zero || options.Linger > TimeSpan.FromSeconds(10))
            faults.Add($"Storing:Linger is {options.Linger}; 00:00:00 to 00:00:10 are accepted.");
        if (options.GroupReadings is < 1 or > 1_000_000)
            faults.Add($"Storing:GroupReadings is {options.GroupReadings}; 1 to 1000000 are accepted.");
        if (options.DrainRate is < 1000 or > 10_000_000)
            faults.Add($"Storing:DrainRate is {options.DrainRate}; 1000 to 10000000 are accepted.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
