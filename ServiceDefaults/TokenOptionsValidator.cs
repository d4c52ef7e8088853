using Microsoft.Extensions.Options;

namespace Faultline.ServiceDefaults;

internal sealed class TokenOptionsValidator : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        var faults = new List<string>();
        if (options.TokenKey.Length < TokenOptions.MinimumKeyLength)
            faults.Add($"Faultline:TokenKey has {options.TokenKey.Length} characters; at least {TokenOptions.MinimumKeyLength} are needed (environment variable Faultline__TokenKey).");
        if (options.TokenLifetime < TimeSpan.FromMinutes(5) || options.TokenLifetime > TimeSpan.FromHours(24))
            faults.Add($"Faultline:TokenLifetime is {options.TokenLifetime}; 00:05:00 to 1.00:00:00 are accepted.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
