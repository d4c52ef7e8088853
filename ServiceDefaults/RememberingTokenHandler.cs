using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.ServiceDefaults;

/// <summary>
/// Validates a token once and remembers the answer until the token expires: programs send the same one with every request, and checking a signature takes as long as
/// scoring a window. Only valid tokens are remembered, by their whole text, so a changed one is checked anew.
/// </summary>
internal sealed class RememberingTokenHandler : JsonWebTokenHandler
{
    /// <summary>Most tokens remembered; beyond that all are forgotten at once and checked again.</summary>
    public const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, TokenValidationResult> known = new(StringComparer.Ordinal);

    /// <summary>The clock that expiry is judged by.</summary>
    public required TimeProvider Clock { get; init; }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (known.TryGetValue(token, out var remembered))
        {
            if (Clock.GetUtcNow().UtcDateTime <= remembered.SecurityToken.ValidTo + validationParameters.ClockSkew)
                return remembered;
            known.TryRemove(token, out _);
        }
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (known.Count >= Capacity)
            known.Clear();
        // Made now: it is made on demand, and requests that share the result must not do so at once.
        _ = result.ClaimsIdentity;
        known[token] = result;
        return result;
    }
}
