namespace Faultline.Kubernetes.Profiles;

/// <summary>Who a container runs as.</summary>
/// <param name="User">User id; never 0.</param>
/// <param name="Group">Group id, also of its volumes.</param>
public sealed record IdentityProfile(long User, long Group)
{
    /// <summary>User "app" of Microsoft's .NET images.</summary>
    public static IdentityProfile DotNet { get; } = new(1654, 1654);
}
