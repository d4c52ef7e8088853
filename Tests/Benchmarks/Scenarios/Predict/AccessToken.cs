using System.Security.Cryptography;
using Faultline.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>A key for one run, and an administrator's token signed with it.</summary>
internal sealed class AccessToken
{
    public string Key { get; } = RandomNumberGenerator.GetHexString(64);

    public string Sign() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TokenOptions.Issuer,
        Audience = TokenOptions.Issuer,
        Claims = new Dictionary<string, object> { [Security.NameClaim] = "benchmark", [Security.RoleClaim] = "admin" },
        SigningCredentials = new SigningCredentials(new TokenOptions { TokenKey = Key }.SigningKey, SecurityAlgorithms.HmacSha256),
    });
}
