using System.Security.Claims;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Signing in. There is no signing out here: tokens are not kept, the gateway forgets the browser's cookie.</summary>
internal static class AuthApi
{
    public static void MapAuthApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/auth").WithTags("Session");
        group.MapPost("/sign-in", SignInAsync).AllowAnonymous().WithSummary("Exchanges user name and password for an access token")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/me", Me).RequireAuthorization(AuthorizationPolicies.Viewer).WithSummary("Who the token belongs to")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<Results<Ok<SignInResponse>, ValidationProblem, ProblemHttpResult>> SignInAsync(
        SignInRequest request, HttpContext context, UserStore users, Passwords passwords, SignInThrottle throttle, TokenIssuer issuer,
        ILogger<SignInRequest> logger, CancellationToken cancellationToken)
    {
        var faults = UserFaults.OfSignIn(request);
        if (faults.Any)
            return faults.ToResult();
        var (name, password) = (request.UserName!, request.Password!);
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.Enter(address, name) is { } wait)
        {
            AuthLog.Throttled(logger, name, address);
            return Problems.TooManyRequests(context, wait);
        }
        var user = await users.FindAsync(name, cancellationToken);
        if (!await passwords.VerifyAsync(user?.PasswordHash, password, cancellationToken))
        {
            AuthLog.Refused(logger, name, address);
            return Problems.Unauthorized("User name or password is wrong.");
        }
        throttle.Succeeded(address, name);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(issuer.Issue(new UserView(user!.UserName, user.Role)));
    }

    private static Ok<UserView> Me(ClaimsPrincipal user) =>
        TypedResults.Ok(new UserView(user.FindFirstValue(Security.NameClaim)!, user.FindFirstValue(Security.RoleClaim)!));
}
