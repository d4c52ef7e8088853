namespace Faultline.DiagnosticsApi.Auth;

/// <summary>A session.</summary>
/// <param name="AccessToken">JSON Web Token for the header <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">When the token ends, UTC.</param>
/// <param name="User">Who signed in.</param>
public sealed record SignInResponse(string AccessToken, DateTimeOffset ExpiresAt, UserView User);
