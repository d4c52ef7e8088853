using Faultline.DiagnosticsApi.Http;
using Faultline.DiagnosticsApi.Users;
using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Checks names, passwords and roles.</summary>
internal static class UserFaults
{
    public const int MaxNameLength = 64;
    public const int MinPasswordLength = 10;

    /// <summary>Longer ones would only cost hashing time.</summary>
    public const int MaxPasswordLength = 256;

    public static readonly IReadOnlyList<string> Roles = ["viewer", "operator", "engineer", "admin"];

    public static RequestFaults OfSignIn(SignInRequest request)
    {
        var faults = new RequestFaults();
        // Control characters would forge lines of the log, and the database takes no NUL.
        if (request.UserName is not { Length: >= 1 and <= MaxNameLength } name || name.Any(char.IsControl))
            faults.Add("user_name", $"1 to {MaxNameLength} characters are expected, none of them a control character.");
        if (request.Password is not { Length: >= 1 and <= MaxPasswordLength })
            faults.Add("password", $"1 to {MaxPasswordLength} characters are expected.");
        return faults;
    }

    public static RequestFaults OfNewUser(CreateUserRequest request)
    {
        var faults = new RequestFaults();
        if (request.UserName is not { Length: >= 1 and <= MaxNameLength } name || !name.All(IsNameCharacter))
            faults.Add("user_name", $"1 to {MaxNameLength} characters of a-z, 0-9, '.', '-' and '_' are expected.");
        if (request.Password is not { Length: >= MinPasswordLength and <= MaxPasswordLength })
            faults.Add("password", $"{MinPasswordLength} to {MaxPasswordLength} characters are expected.");
        if (request.Role is null || !Roles.Contains(request.Role))
            faults.Add("role", $"'{request.Role}' is none of {string.Join(", ", Roles)}.");
        return faults;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_';
}
