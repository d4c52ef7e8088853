using Faultline.ServiceDefaults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Issues the access tokens that every service accepts.</summary>
internal sealed class TokenIssuer(IOptions<TokenOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public SignInResponse Issue(UserView user)
    {
        var now = clock.GetUtcNow();
        // A token counts whole seconds (RFC 7519 §2, NumericDate); the answer says the same instant.
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + options.Value.TokenLifetime).ToUnixTimeSeconds());
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenOptions.Issuer,
            Audience = TokenOptions.Issuer,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = user.UserName,
                [Security.NameClaim] = user.UserName,
                [Security.RoleClaim] = user.Role,
            },
            SigningCredentials = new SigningCredentials(options.Value.SigningKey, SecurityAlgorithms.HmacSha256),
        });
        return new SignInResponse(token, expires, user);
    }
}
