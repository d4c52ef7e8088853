using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Faultline.ServiceDefaults;

/// <summary>
/// Who may call: a bearer token signed with the deployment's key. Everything is closed unless a route says otherwise, so a forgotten
/// policy is a refusal, not a hole.
/// </summary>
public static class Security
{
    /// <summary>Claim with the user's name.</summary>
    public const string NameClaim = "name";

    /// <summary>Claim with the user's role: viewer, operator, engineer or admin.</summary>
    public const string RoleClaim = "role";

    /// <summary>Adds authentication by token and the policies of <see cref="AuthorizationPolicies"/>.</summary>
    public static IHostApplicationBuilder AddFaultlineSecurity(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsValidator>();
        builder.Services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateOnStart();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new KeysInMemory(), new NullXmlEncryptor()));
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<TokenOptions>, TimeProvider>((bearer, token, clock) => Configure(bearer, token.Value, clock));
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(AuthorizationPolicies.Viewer, policy => policy.RequireRole("viewer", "operator", "engineer", "admin"))
            .AddPolicy(AuthorizationPolicies.Operator, policy => policy.RequireRole("operator", "engineer", "admin"))
            .AddPolicy(AuthorizationPolicies.Engineer, policy => policy.RequireRole("engineer", "admin"))
            .AddPolicy(AuthorizationPolicies.Admin, policy => policy.RequireRole("admin"));
        return builder;
    }

    private static void Configure(JwtBearerOptions bearer, TokenOptions token, TimeProvider clock)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new RememberingTokenHandler { Clock = clock, MapInboundClaims = false });
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = TokenOptions.Issuer,
            ValidAudience = TokenOptions.Issuer,
            IssuerSigningKey = token.SigningKey,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            NameClaimType = NameClaim,
            RoleClaimType = RoleClaim,
            ClockSkew = TimeSpan.FromSeconds(30),
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                // A browser's WebSocket cannot carry a header: SignalR sends the token in the query, and only hubs accept it there.
                if (context.Request.Path.StartsWithSegments("/hubs") && context.Request.Query["access_token"] is [{ Length: > 0 } fromQuery])
                    context.Token = fromQuery;
                return Task.CompletedTask;
            },
        };
    }
}
