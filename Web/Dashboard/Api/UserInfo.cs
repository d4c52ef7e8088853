namespace Faultline.Dashboard.Api;

/// <summary>Who is signed in.</summary>
/// <param name="UserName">Name.</param>
/// <param name="Role">viewer, operator, engineer or admin.</param>
public sealed record UserInfo(string UserName, string Role)
{
    /// <summary>Whether alarms may be acknowledged.</summary>
    public bool IsOperator => Role is "operator" or "engineer" or "admin";

    /// <summary>Whether devices may be changed and quarantined readings decided on.</summary>
    public bool IsEngineer => Role is "engineer" or "admin";

    /// <summary>Whether the simulator may be steered.</summary>
    public bool IsAdmin => Role is "admin";
}
