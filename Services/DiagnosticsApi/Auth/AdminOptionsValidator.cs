using Microsoft.Extensions.Options;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Refuses an administrator password that is too short; none at all is allowed.</summary>
public sealed class AdminOptionsValidator : IValidateOptions<AdminOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AdminOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AdminPassword.Length is 0 or (>= UserFaults.MinPasswordLength and <= UserFaults.MaxPasswordLength)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Faultline:AdminPassword has {options.AdminPassword.Length} characters; {UserFaults.MinPasswordLength} to {UserFaults.MaxPasswordLength} are expected.");
    }
}
