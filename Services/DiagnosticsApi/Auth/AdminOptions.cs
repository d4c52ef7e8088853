namespace Faultline.DiagnosticsApi.Auth;

/// <summary>The first user.</summary>
public sealed class AdminOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Faultline";

    /// <summary>Name of the first user.</summary>
    public const string UserName = "admin";

    /// <summary>
    /// Secret from the parameter <c>admin-password</c>; at least 10 characters. The user is made, or its password replaced, when this differs from
    /// what is stored. Empty: no user is made.
    /// </summary>
    public string AdminPassword { get; set; } = "";
}
