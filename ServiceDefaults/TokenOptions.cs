using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.ServiceDefaults;

/// <summary>The signing of access tokens (JSON Web Token, RFC 7519; HMAC SHA-256, RFC 7518 §3.2).</summary>
public sealed class TokenOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Faultline";

    /// <summary>Issuer and audience of every token.</summary>
    public const string Issuer = "faultline";

    /// <summary>Shortest key accepted, in characters: RFC 7518 §3.2 asks for at least the 256 bits of the hash.</summary>
    public const int MinimumKeyLength = 32;

    /// <summary>Secret that all services of one deployment share; from the parameter <c>token-key</c>, never from a file in the repository.</summary>
    public string TokenKey { get; set; } = "";

    /// <summary>How long a sign-in lasts; 5 minutes to 24 hours, default 12 hours (one shift and its handover).</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The key as the token libraries take it.</summary>
    public SymmetricSecurityKey SigningKey => new(Encoding.UTF8.GetBytes(TokenKey));
}
