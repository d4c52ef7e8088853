using System.ComponentModel;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Body of POST /api/auth/sign-in.</summary>
/// <param name="UserName">Name of the user, 1 to 64 characters.</param>
/// <param name="Password">The password, 1 to 256 characters.</param>
public sealed record SignInRequest(
    [property: Description("Name of the user, 1 to 64 characters.")] string? UserName,
    [property: Description("The password, 1 to 256 characters.")] string? Password);
