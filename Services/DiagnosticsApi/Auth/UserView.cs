namespace Faultline.DiagnosticsApi.Auth;

/// <summary>A user without secrets.</summary>
/// <param name="UserName">Name.</param>
/// <param name="Role">viewer, operator, engineer or admin.</param>
public sealed record UserView(string UserName, string Role);
