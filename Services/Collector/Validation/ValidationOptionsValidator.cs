using Microsoft.Extensions.Options;

namespace Faultline.Collector.Validation;

internal sealed class ValidationOptionsValidator : IValidateOptions<ValidationOptions>
{
    public ValidateOptionsResult Validate(string? name, ValidationOptions options)
    {
        List<string> faults = [];
        if (options.FutureLimit < TimeSpan.Zero || options.FutureLimit > TimeSpan.FromHours(1))
            faults.Add($"Validation:FutureLimit is {options.FutureLimit}; 00:00:00 to 01:00:00 are accepted.");
        if (options.AgeLimit <= TimeSpan.Zero || options.AgeLimit > TimeSpan.FromDays(1))
            faults.Add($"Validation:AgeLimit is {options.AgeLimit}; more than 00:00:00 and up to 1.00:00:00 are accepted.");
        if (options.QueuedAgeLimit <= TimeSpan.Zero || options.QueuedAgeLimit > TimeSpan.FromDays(365))
            faults.Add($"Validation:QueuedAgeLimit is {options.QueuedAgeLimit}; more than 00:00:00 and up to 365.00:00:00 are accepted.");
        if (options.QuarantineInterval < TimeSpan.Zero || options.QuarantineInterval > TimeSpan.FromHours(1))
            faults.Add($"Validation:QuarantineInterval is {options.QuarantineInterval}; 00:00:00 to 01:00:00 are accepted.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
