namespace Faultline.ServiceDefaults;

/// <summary>Names of the authorization policies; each higher role includes the lower ones.</summary>
public static class AuthorizationPolicies
{
    /// <summary>May look at everything.</summary>
    public const string Viewer = "viewer";

    /// <summary>May also acknowledge alarms.</summary>
    public const string Operator = "operator";

    /// <summary>May also manage users and steer the simulator.</summary>
    public const string Admin = "admin";
}
