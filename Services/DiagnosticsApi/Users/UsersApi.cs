using Faultline.DiagnosticsApi.Auth;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faultline.DiagnosticsApi.Users;

/// <summary>Users, for administrators.</summary>
internal static class UsersApi
{
    public static void MapUsersApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/users").WithTags("Users").RequireAuthorization(AuthorizationPolicies.Admin).ProducesDenials();
        group.MapGet("/", ListAsync).WithSummary("All users");
        group.MapPost("/", AddAsync).WithSummary("Adds a user").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Ok<IReadOnlyList<UserView>>> ListAsync(UserStore users, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<UserView>>(
            [.. (await users.ListAsync(cancellationToken)).Select(user => new UserView(user.UserName, user.Role))]);

    private static async Task<Results<Created<UserView>, ValidationProblem, ProblemHttpResult>> AddAsync(
        CreateUserRequest request, UserStore users, Passwords passwords, CancellationToken cancellationToken)
    {
        var faults = UserFaults.OfNewUser(request);
        if (faults.Any)
            return faults.ToResult();
        var user = new AppUser(request.UserName!, passwords.Hash(request.Password!), request.Role!);
        return await users.AddIfAbsentAsync(user, cancellationToken)
            ? TypedResults.Created("/api/users", new UserView(user.UserName, user.Role))
            : Problems.Conflict($"There is a user '{user.UserName}' already.");
    }
}
