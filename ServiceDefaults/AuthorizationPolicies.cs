namespace Faultline.ServiceDefaults;

/// <summary>Names of the authorization policies; each higher role includes the lower ones.</summary>
public static class AuthorizationPolicies
{
    /// <summary>May look at everything.</summary>
    public const string Viewer = "viewer";

    /// <summary>May also acknowledge alarms.</summary>
    public const string Operator = "operator";

    /// <summary>May also change devices and tags, write values to devices, and decide on quarantined readings.</summary>
    public const string Engineer = "engineer";

    /// <summary>May also manage users and steer the simulator.</summary>
    public const string Admin = "admin";
}
