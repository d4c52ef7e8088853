namespace Faultline.DiagnosticsApi.Users;

/// <summary>Body of POST /api/users.</summary>
/// <param name="UserName">1 to 64 characters of a-z, 0-9, '.', '-' and '_'.</param>
/// <param name="Password">10 to 256 characters.</param>
/// <param name="Role">viewer, operator, engineer or admin.</param>
public sealed record CreateUserRequest(string? UserName, string? Password, string? Role);
