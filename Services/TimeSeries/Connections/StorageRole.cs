namespace Faultline.TimeSeries;

/// <summary>
/// What a connection may do; the database's role is <c>faultline_</c> and the name. The migrations create the roles (0011_privileges.sql says who may
/// do what).
/// </summary>
public enum StorageRole
{
    /// <summary>Adds readings, alarms, predictions and users, and reads; cannot drop, alter, or delete what must be kept.</summary>
    Writer,

    /// <summary>Reads everything but the users' password hashes; cannot write.</summary>
    Reader,

    /// <summary>Owns all tables; what Schema takes while it migrates.</summary>
    Migrator,
}
