using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.Gateway.Tests;

/// <summary>Tokens as the diagnostics API issues them.</summary>
internal static class Tokens
{
    public const string Key = "a-key-for-tests-that-signs-nothing-real-0123456789";

    public static readonly DateTimeOffset Expires = new(2100, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static string Create(string role) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "faultline",
        Audience = "faultline",
        Expires = Expires.UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = "a", ["name"] = "a", ["role"] = role },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)), SecurityAlgorithms.HmacSha256),
    });
}
