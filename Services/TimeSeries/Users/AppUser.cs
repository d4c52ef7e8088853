namespace Faultline.TimeSeries;

/// <summary>A person who may sign in.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="PasswordHash">Salted hash with its parameters; opaque here.</param>
/// <param name="Role">viewer, operator, engineer or admin.</param>
public sealed record AppUser(string UserName, string PasswordHash, string Role);
